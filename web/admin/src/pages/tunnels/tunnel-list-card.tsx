import {
  Button,
  Card,
  CopyText,
  EmptyState,
  IconButton,
  Link,
  StatusDot,
  useFormat,
  useNow,
} from '@trunkline/web-ui';
import { FileCode, Trash2, Waypoints } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gateway, Tunnel } from './tunnel-queries.ts';
import type { TunnelOverlay } from './tunnels-page.tsx';

/** A router reports at least each quarter of an hour while somebody is online behind it. */
const freshMs = 15 * 60_000;

interface TunnelListCardProps {
  tunnels: readonly Tunnel[];
  gateways: readonly Gateway[];
  /** Undefined: not for this person. */
  onOpen: ((overlay: TunnelOverlay) => void) | undefined;
}

export function TunnelListCard({ tunnels, gateways, onOpen }: TunnelListCardProps): ReactElement {
  const { t } = useTranslation('tunnels');
  const nameOf = new Map(gateways.map(({ id, name }) => [id, name]));
  return (
    <Card title={t('tunnels')} subtitle={t('count', { count: tunnels.length })} isPadded={false}>
      {tunnels.length === 0 ? (
        <EmptyState icon={Waypoints} title={t('tunnelsEmpty')}>
          {t('tunnelsEmptyText')}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {tunnels.map((tunnel) => (
            <TunnelRow
              key={tunnel.id}
              tunnel={tunnel}
              gatewayName={nameOf.get(tunnel.gatewayId) ?? ''}
              onOpen={onOpen}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

interface TunnelRowProps extends Pick<TunnelListCardProps, 'onOpen'> {
  tunnel: Tunnel;
  gatewayName: string;
}

function TunnelRow({ tunnel, gatewayName, onOpen }: TunnelRowProps): ReactElement {
  const { t } = useTranslation('tunnels');
  const format = useFormat();
  const nowMs = useNow(10_000);
  const { nasId, nasName, address, lastPacketAt } = tunnel;
  const isFresh = lastPacketAt !== null && nowMs - Date.parse(lastPacketAt) < freshMs;
  const seen = lastPacketAt === null ? t('never') : format.ago(lastPacketAt, nowMs);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
      <span className="flex min-w-0 flex-1 basis-48 items-center gap-2">
        <StatusDot tone={isFresh ? 'ok' : 'off'} label={`${t('field.lastPacket')}: ${seen}`} />
        <Link href={`/nas/${nasId}`}>
          <bdi>{nasName}</bdi>
        </Link>
      </span>
      <span className="basis-32">
        <CopyText text={address} />
      </span>
      <bdi className="basis-32 truncate text-muted">{gatewayName}</bdi>
      <span className="basis-24 text-muted" title={t('field.lastPacket')}>
        {seen}
      </span>
      {onOpen && (
        <span className="flex items-center gap-2">
          <Button size="sm" icon={FileCode} onClick={() => onOpen({ kind: 'script', tunnel })}>
            {t('script')}
          </Button>
          <IconButton
            size="sm"
            icon={Trash2}
            aria-label={`${t('remove')}: ${nasName}`}
            onClick={() => onOpen({ kind: 'remove-tunnel', tunnel })}
          />
        </span>
      )}
    </li>
  );
}
