import { useQuery } from '@tanstack/react-query';
import { Card, CopyText, EmptyState, Menu, MeterBar, QueryView, useFormat, useNow } from '@trunkline/web-ui';
import { Pencil, Smartphone, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import { planQuery } from '../../plans/plan-queries.ts';
import type { Subscriber } from '../subscriber-queries.ts';
import { ForgetDeviceDialog, RenameDeviceDialog } from './device-dialogs.tsx';
import { devicesQuery, type Device } from './device-queries.ts';

/** Where a refusal for too many devices leads to. */
export const hotspotDevicesId = 'hotspot-devices';

interface Deed {
  kind: 'rename' | 'forget';
  device: Device;
}

/** Of a hotspot account: the devices it is used with, how many more may come, and what to do with each. */
export function HotspotDevicesCard({ subscriber }: { subscriber: Subscriber }): ReactElement | null {
  const mayRead = useCan('hotspot.read');
  const isHotspot = usePlanInForce(subscriber)?.service === 'hotspot';
  const devices = useQuery({ ...devicesQuery(subscriber.id), enabled: mayRead });
  const isOfInterest = isHotspot || (devices.data !== undefined && devices.data.length > 0);
  return mayRead && isOfInterest ? <DevicesOf subscriber={subscriber} /> : null;
}

function usePlanInForce({ subscriptions }: Subscriber) {
  const held = subscriptions.find(({ isInForce }) => isInForce);
  const mayRead = useCan('plans.read');
  const plan = useQuery({ ...planQuery(held?.planId ?? ''), enabled: mayRead && held !== undefined });
  if (!plan.data) return undefined;
  const version = plan.data.versions.find(({ id }) => id === held?.planVersionId);
  return { service: plan.data.service, slots: version?.terms.deviceSlots ?? null };
}

function DevicesOf({ subscriber }: { subscriber: Subscriber }): ReactElement {
  const { t } = useTranslation('subscribers');
  const slots = usePlanInForce(subscriber)?.slots ?? null;
  const devices = useQuery(devicesQuery(subscriber.id));
  const [deed, setDeed] = useState<Deed>();
  const close = (): void => setDeed(undefined);
  const subscriberId = subscriber.id;
  return (
    <div id={hotspotDevicesId} tabIndex={-1} className="scroll-mt-20 rounded-lg outline-none">
      <Card title={t('devices.title')} subtitle={t('devices.subtitle')} isPadded={false}>
        <QueryView
          query={devices}
          isCompact
          isEmpty={(all) => all.length === 0}
          empty={
            <EmptyState isCompact icon={Smartphone} title={t('devices.none')}>
              {t('devices.noneText')}
            </EmptyState>
          }
        >
          {(all) => (
            <>
              {slots !== null && <Slots used={all.length} slots={slots} />}
              <ul className="divide-y divide-line">
                {all.map((device) => (
                  <DeviceLine key={device.id} device={device} onDeed={(kind) => setDeed({ kind, device })} />
                ))}
              </ul>
            </>
          )}
        </QueryView>
      </Card>
      {deed?.kind === 'rename' && (
        <RenameDeviceDialog {...deed} subscriberId={subscriberId} onClose={close} />
      )}
      {deed?.kind === 'forget' && (
        <ForgetDeviceDialog {...deed} subscriberId={subscriberId} onClose={close} />
      )}
    </div>
  );
}

function Slots({ used, slots }: { used: number; slots: number }): ReactElement {
  const { t } = useTranslation('subscribers');
  const isFull = used >= slots;
  const words = t('devices.slots', { used, slots });
  return (
    <div className="flex flex-col gap-1.5 border-b border-line px-4 py-3">
      <p className="flex flex-wrap justify-between gap-x-3">
        <span>{words}</span>
        {isFull && <span className="text-warn-fg">{t('devices.full')}</span>}
      </p>
      <MeterBar
        label={t('devices.title')}
        value={used}
        max={slots}
        valueText={words}
        tone={isFull ? 'warn' : 'accent'}
      />
    </div>
  );
}

const ageStepMs = 60_000;

function DeviceLine({
  device,
  onDeed,
}: {
  device: Device;
  onDeed: (kind: Deed['kind']) => void;
}): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  const mayWrite = useCan('hotspot.write');
  const { name, mac, isRandomised, lastSeenAt, rememberedUntil } = device;
  const shownMac = format.mac(mac);
  const isRemembered = rememberedUntil !== null && Date.parse(rememberedUntil) > nowMs;
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <Smartphone size={16} aria-hidden className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3">
          {name !== null && <bdi className="font-medium wrap-anywhere">{name}</bdi>}
          <CopyText text={shownMac} />
          {isRandomised && (
            <span className="text-sm text-muted" title={t('devices.randomisedHint')}>
              {t('devices.randomised')}
            </span>
          )}
        </p>
        <p className="text-sm text-muted">
          {t('devices.seen', { when: format.ago(lastSeenAt, nowMs) })}
          {' · '}
          {isRemembered
            ? t('devices.remembered', { until: format.instant(rememberedUntil) })
            : t('devices.byPassword')}
        </p>
      </div>
      {mayWrite && (
        <Menu
          label={t('devices.menu', { name: name ?? shownMac })}
          items={[
            { id: 'rename', label: t('devices.rename'), icon: Pencil, onSelect: () => onDeed('rename') },
            '-',
            {
              id: 'forget',
              label: t('devices.forget'),
              icon: Trash2,
              isDanger: true,
              onSelect: () => onDeed('forget'),
            },
          ]}
        />
      )}
    </li>
  );
}
