import { Button, Card, Chip, CopyText, IconButton, MeterBar } from '@trunkline/web-ui';
import { FileCode, Pencil, Plus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gateway } from './tunnel-queries.ts';
import type { TunnelOverlay } from './tunnels-page.tsx';

interface GatewayListCardProps {
  gateways: readonly Gateway[];
  /** Undefined: not for this person. */
  onOpen: ((overlay: TunnelOverlay) => void) | undefined;
}

export function GatewayListCard({ gateways, onOpen }: GatewayListCardProps): ReactElement {
  const { t } = useTranslation('tunnels');
  return (
    <Card title={t('gateways')} isPadded={false}>
      <ul className="divide-y divide-line">
        {gateways.map((gateway) => (
          <GatewayRow key={gateway.id} gateway={gateway} onOpen={onOpen} />
        ))}
      </ul>
    </Card>
  );
}

function GatewayRow({
  gateway,
  onOpen,
}: {
  gateway: Gateway;
  onOpen: GatewayListCardProps['onOpen'];
}): ReactElement {
  const { t } = useTranslation('tunnels');
  const { name, kind, publicHost, port, subnet, tunnels, room } = gateway;
  const used = t('field.used', { used: tunnels, all: tunnels + room });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1">
        <span className="flex flex-wrap items-center gap-2">
          <bdi className="font-medium">{name}</bdi>
          <Chip>{t(`kind.${kind}`)}</Chip>
        </span>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <CopyText text={`${publicHost}:${port}`} />
          <CopyText text={subnet} />
        </span>
      </div>
      <div className="flex basis-40 flex-col gap-1">
        <MeterBar value={tunnels} max={tunnels + room} label={t('tunnels')} valueText={used} />
        <span className="text-sm text-muted">{used}</span>
      </div>
      {onOpen && (
        <div className="flex flex-wrap items-center gap-2">
          <Button size="sm" icon={Plus} onClick={() => onOpen({ kind: 'give', gateway })}>
            {t('give')}
          </Button>
          <Button size="sm" icon={FileCode} onClick={() => onOpen({ kind: 'files', gateway })}>
            {t('files')}
          </Button>
          <IconButton
            size="sm"
            icon={Pencil}
            aria-label={`${t('edit')}: ${name}`}
            onClick={() => onOpen({ kind: 'edit', gateway })}
          />
          <IconButton
            size="sm"
            icon={Trash2}
            aria-label={`${t('remove')}: ${name}`}
            onClick={() => onOpen({ kind: 'remove-gateway', gateway })}
            disabled={tunnels > 0}
          />
        </div>
      )}
    </li>
  );
}
