import type { Plan } from '../api/find-plan.ts';
import { formatBytes, formatDuration, formatRate } from '../quantity/format.ts';
import { formatMoney } from '../quantity/parse-money.ts';

type Terms = Plan['version']['terms'];

/** Download first, as everywhere. */
export function describeSpeed({ downloadBps, uploadBps }: Pick<Terms, 'downloadBps' | 'uploadBps'>): string {
  return `↓ ${formatRate(downloadBps)} ↑ ${formatRate(uploadBps)}`;
}

export function describeBurst({ burst }: Terms): string | null {
  if (!burst) return null;
  const threshold = describeSpeed({
    downloadBps: burst.thresholdDownloadBps,
    uploadBps: burst.thresholdUploadBps,
  });
  return `${describeSpeed(burst)} while under ${threshold} over ${burst.timeS} s`;
}

export function describeValidity({ validity }: Terms): string {
  return validity ? `${validity.count} ${validity.unit}${validity.count === 1 ? '' : 's'}` : 'no end';
}

export function describePrice({ priceMinor, currency }: Terms): string {
  return formatMoney({ amountMinor: priceMinor, currency });
}

/** `100 GB or 50:00:00 monthly, then ↓ 1 Mbit/s ↑ 512 kbit/s` */
export function describeQuota({ quota, counts }: Terms): string | null {
  if (!quota) return null;
  const amounts = [
    ...(quota.bytes === null ? [] : [formatBytes(quota.bytes)]),
    ...(quota.timeS === null ? [] : [formatDuration(quota.timeS)]),
  ];
  const ends = { cut: 'no service', walled_garden: 'the walled garden', slow: '' };
  const end = quota.slow ? describeSpeed(quota.slow) : ends[quota.atZero];
  const what = counts === 'download' ? ' of download' : '';
  return `${amounts.join(' or ')}${what} ${quota.period.replace('_', ' ')}, then ${end}`;
}

/** One line for each step: `over 10 GB a day ↓ 5 Mbit/s ↑ 2 Mbit/s`. */
export function describeFairUse({ fairUse }: Terms): string[] {
  return fairUse.map(
    (step) => `over ${formatBytes(step.thresholdBytes)} a ${step.period} ${describeSpeed(step)}`,
  );
}
