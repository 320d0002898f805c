import type { FairUseStep, PlanRates } from './plan.ts';

/**
 * What a form offers first: three steps of the day and three of the month. The thresholds are hours at the full speed
 * of the plan, the speeds a share of it.
 */
export function defaultFairUse({ downloadBps, uploadBps }: PlanRates): FairUseStep[] {
  return offered.map(({ period, hours, percent }) => ({
    period,
    thresholdBytes: roundedUp((downloadBps * BigInt(hours * secondsPerHour)) / bitsPerByte),
    downloadBps: shareOf(downloadBps, percent),
    uploadBps: shareOf(uploadBps, percent),
  }));
}

const secondsPerHour = 3600;
const bitsPerByte = 8n;

const offered = [
  { period: 'day', hours: 1, percent: 75 },
  { period: 'day', hours: 2, percent: 50 },
  { period: 'day', hours: 4, percent: 25 },
  { period: 'month', hours: 15, percent: 60 },
  { period: 'month', hours: 30, percent: 40 },
  { period: 'month', hours: 60, percent: 20 },
] as const;

/** Two digits are what people read and write; up, so that no threshold is nothing. */
function roundedUp(bytes: bigint): bigint {
  const unit = 10n ** BigInt(Math.max(0, bytes.toString().length - 2));
  return ((bytes + unit - 1n) / unit) * unit;
}

function shareOf(rate: bigint, percent: number): bigint {
  const share = (rate * BigInt(percent)) / 100n;
  return share > 0n ? share : 1n;
}
