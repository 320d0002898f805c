import type { Plan } from '../api/find-plan.ts';
import { formatRate } from '../quantity/format.ts';
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
