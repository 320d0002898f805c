import { isolated, useFormat } from '@trunkline/web-ui';
import { useTranslation } from 'react-i18next';
import { useReasonName } from './tabs/use-reason-name.ts';
import type { OfflineStep, WhyOffline } from './why-offline-queries.ts';

const instants = new Set([
  'acceptedAt',
  'rejectedAt',
  'lastPacketAt',
  'lastSeenAt',
  'startedAt',
  'stoppedAt',
  'untilAt',
]);

/** The sentence of a step in the language of the page, made of what was found and what that rests on. */
export function useOfflineWords(): (step: OfflineStep, nas: WhyOffline['nas']) => string {
  const { t } = useTranslation('why-offline');
  const format = useFormat();
  const reasonName = useReasonName();
  return ({ finding, evidence }, nas) => {
    const texts: Record<string, string> = {};
    for (const [name, value] of Object.entries(evidence)) {
      if (value === null) continue;
      texts[name] = isolated(instants.has(name) ? format.instant(String(value)) : String(value));
    }
    const { reason, why, device, knownDevices, downloadBps, uploadBps } = evidence;
    return t(`finding.${finding}`, {
      ...texts,
      nas: isolated(nas?.name ?? ''),
      reason: typeof reason === 'string' ? reasonName(reason) : '',
      why: typeof why === 'string' ? t(`why.${why as 'no_api'}`) : '',
      device: typeof device === 'string' ? isolated(format.mac(device)) : '',
      known: typeof knownDevices === 'string' ? isolated(knownDevices.toUpperCase()) : '',
      rate:
        typeof downloadBps === 'number' && typeof uploadBps === 'number'
          ? isolated(format.planRate(downloadBps, uploadBps))
          : '',
    });
  };
}
