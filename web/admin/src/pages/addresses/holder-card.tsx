import { Card, CopyText, DescriptionList, Link, StatusChip, useFormat } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddressHolder } from './address-queries.ts';

const tones = { certain: 'ok', likely: 'new', possible: 'warn' } as const;

/** One who had the address: who, for how long, through what, and how sure that is. */
export function HolderCard({ holder }: { holder: AddressHolder }): ReactElement {
  const { t } = useTranslation('addresses');
  const { session, subscriber, certainty, possibleUntil } = holder;
  const format = useFormat();
  const title = subscriber ? (
    <Link href={`/subscribers/${subscriber.id}`}>
      <bdi>{subscriber.fullName ?? subscriber.username}</bdi>
    </Link>
  ) : (
    <bdi>{session.username || t('holder.nobody')}</bdi>
  );
  return (
    <Card
      title={title}
      subtitle={
        <bdi dir="ltr" className="font-mono">
          {session.username}
        </bdi>
      }
      actions={
        <StatusChip tone={tones[certainty]} title={t(`certainty.${certainty}Detail`)}>
          {t(`certainty.${certainty}`)}
        </StatusChip>
      }
      footer={
        certainty === 'possible'
          ? t('holder.grace', { until: format.instant(possibleUntil, 'second') })
          : undefined
      }
    >
      <DescriptionList items={useFacts(holder)} />
    </Card>
  );
}

function useFacts({ session, nasName }: AddressHolder) {
  const { t } = useTranslation('addresses');
  const format = useFormat();
  const end = session.stoppedAt
    ? `${format.instant(session.stoppedAt, 'second')} · ${t(`closedBy.${session.closedBy ?? 'stop'}`)}`
    : t('fact.stillOnline', { at: format.instant(session.lastSeenAt, 'second') });
  return [
    { label: t('fact.from'), value: format.instant(session.startedAt, 'second') },
    { label: t('fact.until'), value: end },
    { label: t('fact.nas'), value: <bdi>{nasName}</bdi> },
    { label: t('fact.mac'), value: session.mac && <CopyText text={format.mac(session.mac)} /> },
    { label: t('fact.address'), value: session.framedIp && <CopyText text={session.framedIp} /> },
    {
      label: t('fact.prefixes'),
      value: [session.framedIpv6Prefix, session.delegatedIpv6Prefix].flatMap((prefix) =>
        prefix ? [<CopyText key={prefix} text={prefix} />] : [],
      ),
    },
    {
      label: t('fact.volume'),
      value: (
        <bdi dir="ltr" className="font-mono">
          {`↓ ${format.bytes(session.downloadBytes)}  ↑ ${format.bytes(session.uploadBytes)}`}
        </bdi>
      ),
    },
    { label: t('fact.session'), value: <CopyText text={session.acctSessionId} /> },
  ].filter(({ value }) => !(Array.isArray(value) && value.length === 0));
}
