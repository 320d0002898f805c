import { Chip, formatMac, StatusChip, StatusDot, useFormat, useNow } from '@trunkline/web-ui';
import { History, Router, ScanSearch, UserRound, Wifi, type LucideIcon } from 'lucide-react';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SubscriberStatusChip } from '../../pages/subscribers/subscriber-status.tsx';
import type { SubscriberStatus } from '../../pages/subscribers/subscriber-queries.ts';
import type { SearchGroupKind, SearchHit } from './use-search.ts';

const icons: Record<SearchGroupKind, LucideIcon> = { subscriber: UserRound, session: Wifi, nas: Router };

/** A hit in two lines: what it is and how it stands, then the facts by which it is told from others. */
export function HitContent({ kind, hit }: { kind: SearchGroupKind; hit: SearchHit }): ReactElement {
  return (
    <RowLines
      icon={icons[kind]}
      title={
        <>
          <bdi className="truncate font-medium">{hit.title}</bdi>
          <HitState kind={kind} hit={hit} />
        </>
      }
      facts={factsOf(kind, hit)}
    />
  );
}

function HitState({ kind, hit }: { kind: SearchGroupKind; hit: SearchHit }): ReactElement {
  const { t } = useTranslation('search');
  return (
    <>
      {hit.online !== null && (
        <StatusDot tone={hit.online ? 'ok' : 'off'} label={t(hit.online ? 'online' : 'offline')} />
      )}
      {kind === 'nas' && <NasState hit={hit} />}
      {kind !== 'nas' && hit.status !== null && (
        <SubscriberStatusChip status={hit.status as SubscriberStatus} />
      )}
      {hit.planName !== null && (
        <span className="min-w-0 phone:hidden">
          <Chip>
            <bdi>{hit.planName}</bdi>
          </Chip>
        </span>
      )}
    </>
  );
}

function NasState({ hit }: { hit: SearchHit }): ReactElement {
  const { t } = useTranslation('search');
  const format = useFormat();
  const nowMs = useNow();
  if (hit.status === 'disabled') return <StatusChip tone="off">{t('nas.disabled')}</StatusChip>;
  if (hit.lastPacketAt === null) return <StatusChip tone="new">{t('nas.neverHeard')}</StatusChip>;
  return (
    <span className="truncate text-sm text-muted">
      {t('nas.heard', { when: format.relative(hit.lastPacketAt, nowMs) })}
    </span>
  );
}

/** The most telling first, as the end may not fit; addresses and ids stay left to right in every language. */
function factsOf(kind: SearchGroupKind, hit: SearchHit): ReactNode[] {
  const own = hit.subtitle.map((fact) => <bdi key={fact}>{fact === hit.mac ? formatMac(fact) : fact}</bdi>);
  if (kind !== 'subscriber') return own;
  const places = [hit.ip, hit.mac && formatMac(hit.mac)].filter((fact) => fact !== null);
  const mono = places.map((fact) => (
    <bdi key={fact} dir="ltr" className="font-mono">
      {fact}
    </bdi>
  ));
  return [...own.slice(0, 2), ...mono, ...own.slice(2)];
}

interface RowLinesProps {
  icon: LucideIcon;
  title: ReactNode;
  facts?: readonly ReactNode[] | undefined;
}

function RowLines({ icon: Icon, title, facts }: RowLinesProps): ReactElement {
  return (
    <div className="flex items-center gap-3">
      <Icon size={18} aria-hidden className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-2">{title}</div>
        {facts !== undefined && facts.length > 0 && (
          <div className="truncate text-sm text-muted">
            {facts.map((fact, place) => (
              // The facts of a hit never change their order.
              // oxlint-disable-next-line react/no-array-index-key
              <Fragment key={place}>
                {place > 0 && ' · '}
                {fact}
              </Fragment>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** Something typed before. */
export function RecentContent({ text }: { text: string }): ReactElement {
  return <RowLines icon={History} title={<bdi className="truncate">{text}</bdi>} />;
}

/** The way from an address to who had it at another time. */
export function AddressContent({ address }: { address: string }): ReactElement {
  const { t } = useTranslation('search');
  return (
    <RowLines
      icon={ScanSearch}
      title={<span className="truncate">{t('address.atTime', { address })}</span>}
      facts={[t('address.hint')]}
    />
  );
}
