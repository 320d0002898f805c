import { Button, Card, Chip, CopyText, KeyValueList, useFormat } from '@trunkline/web-ui';
import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import type { SubscriberAction } from '../actions/subscriber-action-dialog.tsx';
import { HotspotDevicesCard } from '../devices/hotspot-devices-card.tsx';
import { ExplanationCard } from '../policy/explanation-card.tsx';
import { QuotaCard } from '../policy/quota-card.tsx';
import { nasNamesQuery, type Session, type Subscriber } from '../subscriber-queries.ts';
import { WhyOfflineCard } from '../why-offline-card.tsx';
import { LastLoginCard } from './last-login-card.tsx';
import { SubscriptionsCard } from './subscriptions-card.tsx';
import { TimelineCard } from './timeline-card.tsx';

interface OverviewTabProps {
  subscriber: Subscriber;
  /** Undefined: not known, or not for this person. */
  sessions: readonly Session[] | undefined;
  onAction: (action: SubscriberAction) => void;
  onEdit: () => void;
  onOpenNas: (id: string) => void;
}

export function OverviewTab(props: OverviewTabProps): ReactElement {
  const { subscriber, sessions, onAction, onEdit, onOpenNas } = props;
  const seesLogins = useCan('aaa.read');
  const acts = { onAction, onEdit, onOpenNas };
  return (
    <div className="flex flex-col gap-4">
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <ExplanationCard subscriber={subscriber} />
        {seesLogins && <LastLoginCard subscriber={subscriber} {...acts} />}
      </div>
      {seesLogins && (
        <WhyOfflineCard
          key={subscriber.id}
          subscriber={subscriber}
          // Until it is known nobody's router is asked.
          isOnline={sessions === undefined || sessions.length > 0}
          openSessionId={sessions?.[0]?.id ?? null}
          {...acts}
        />
      )}
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <SubscriptionsCard subscriber={subscriber} />
          <FactsCard subscriber={subscriber} onEdit={onEdit} />
          <DevicesCard subscriber={subscriber} onAction={onAction} />
          <HotspotDevicesCard subscriber={subscriber} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <QuotaCard subscriber={subscriber} onAction={onAction} />
          <TimelineCard subscriberId={subscriber.id} />
        </div>
      </div>
    </div>
  );
}

function FactsCard({ subscriber, onEdit }: { subscriber: Subscriber; onEdit: () => void }): ReactElement {
  const { t } = useTranslation('subscribers');
  const mayWrite = useCan('subscribers.write') && subscriber.status !== 'closed';
  const { fullName, username, phones, email, address, tags, notes } = subscriber;
  const items = [
    { label: t('field.fullName'), value: fullName && <bdi>{fullName}</bdi> },
    { label: t('field.username'), value: <CopyText text={username} /> },
    {
      label: t('field.phones'),
      value: phones.length > 0 && phones.map((phone) => <CopyText key={phone} text={phone} />),
    },
    { label: t('field.email'), value: email && <CopyText text={email} /> },
    { label: t('field.address'), value: address && <bdi>{address}</bdi> },
    {
      label: t('field.tags'),
      value: tags.length > 0 && (
        <span className="flex flex-wrap gap-1">
          {tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </span>
      ),
    },
    { label: t('field.notes'), value: notes && <span className="whitespace-pre-line">{notes}</span> },
  ];
  return (
    <Card
      title={t('overview.facts')}
      actions={
        mayWrite && (
          <Button size="sm" variant="ghost" icon={Pencil} onClick={onEdit}>
            {t('action.edit')}
          </Button>
        )
      }
    >
      <KeyValueList items={items.map(({ label, value }) => ({ label, value: value || null }))} />
    </Card>
  );
}

interface DevicesCardProps {
  subscriber: Subscriber;
  onAction: (action: SubscriberAction) => void;
}

/** From which devices, through which NAS and when a login is let in. */
function DevicesCard({ subscriber, onAction }: DevicesCardProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const names = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') });
  const mayWrite = useCan('subscribers.write') && subscriber.status !== 'closed';
  const { macBinding, macs, nasId, framedIp, framedIpv6Prefix, delegatedIpv6Prefix } = subscriber;
  const items = [
    { label: t('field.macBinding'), value: t(`binding.${macBinding}`) },
    {
      label: t('field.mac'),
      value: macs.length > 0 ? macs.map((mac) => <CopyText key={mac} text={format.mac(mac)} />) : null,
    },
    { label: t('field.nas'), value: nasId === null ? t('field.anyNas') : (names.data?.get(nasId) ?? nasId) },
    { label: t('field.ip'), value: framedIp && <CopyText text={framedIp} /> },
    { label: t('field.ipv6'), value: framedIpv6Prefix && <CopyText text={framedIpv6Prefix} /> },
    {
      label: t('field.ipv6Delegated'),
      value: delegatedIpv6Prefix && <CopyText text={delegatedIpv6Prefix} />,
    },
    { label: t('field.maxSessions'), value: subscriber.maxSessions ?? t('field.asPlan') },
    { label: t('field.loginHours'), value: <LoginHours subscriber={subscriber} /> },
  ];
  return (
    <Card
      title={t('overview.devices')}
      actions={
        mayWrite &&
        macs.length > 0 && (
          <Button size="sm" variant="ghost" onClick={() => onAction('reset-macs')}>
            {t('macs.reset')}
          </Button>
        )
      }
    >
      <KeyValueList items={items} />
    </Card>
  );
}

function LoginHours({ subscriber }: { subscriber: Subscriber }): ReactElement {
  const { t } = useTranslation('subscribers');
  const windows = subscriber.loginWindows;
  if (!windows) return <>{t('overview.anyTime')}</>;
  return (
    <ul>
      {windows.map(({ days, from, to }) => (
        <li key={`${days.join()} ${from} ${to}`}>
          {days.map((day) => t(`weekday.${day as 1}`)).join(', ')}{' '}
          <bdi dir="ltr">
            {from}–{to}
          </bdi>
        </li>
      ))}
    </ul>
  );
}
