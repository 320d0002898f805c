import { fairUsePeriods, type FairUsePeriod, type TierValues } from './policy-values.ts';

interface PlanOfTiers {
  downloadBps: number;
  uploadBps: number;
  fairUse: readonly TierValues[];
}

/** By period, then by threshold; a tier without one stays last of its period. */
export function sortedTiers(tiers: readonly TierValues[]): TierValues[] {
  return fairUsePeriods.flatMap((period) =>
    tiers.filter((tier) => tier.period === period).toSorted((one, other) => compare(rank(one), rank(other))),
  );
}

function rank({ thresholdBytes }: TierValues): number {
  return thresholdBytes ?? Infinity;
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Whether the thresholds of a period grow down the table; those not filled yet are passed over. */
export function isInOrder(tiers: readonly TierValues[], period: FairUsePeriod): boolean {
  const thresholds = tiers.flatMap((tier) =>
    tier.period === period && typeof tier.thresholdBytes === 'number' ? tier.thresholdBytes : [],
  );
  return thresholds.every((threshold, at) => at === 0 || threshold > thresholds[at - 1]!);
}

/** A further tier of a period and its place among all: twice the volume of the last at half its speed. */
export function placedTiers(plan: PlanOfTiers, period: FairUsePeriod): { place: number; tier: TierValues } {
  const { fairUse } = plan;
  const laterPeriods = new Set(fairUsePeriods.slice(fairUsePeriods.indexOf(period) + 1));
  const next = fairUse.findIndex((tier) => laterPeriods.has(tier.period));
  const last = fairUse.findLast((tier) => tier.period === period);
  const tier: TierValues = {
    period,
    thresholdBytes: typeof last?.thresholdBytes === 'number' ? last.thresholdBytes * 2 : null,
    downloadBps: shareOf(last?.downloadBps ?? plan.downloadBps, 0.5),
    uploadBps: shareOf(last?.uploadBps ?? plan.uploadBps, 0.5),
  };
  return { place: next === -1 ? fairUse.length : next, tier };
}

/** Thresholds for a plan of one Mbit/s; a faster plan gets as many times more. */
const usual = [
  { period: 'day', bytesPerMbit: 0.5e9, share: 0.5 },
  { period: 'day', bytesPerMbit: 1e9, share: 0.25 },
  { period: 'day', bytesPerMbit: 2e9, share: 0.1 },
  { period: 'month', bytesPerMbit: 6e9, share: 0.5 },
  { period: 'month', bytesPerMbit: 10e9, share: 0.25 },
  { period: 'month', bytesPerMbit: 15e9, share: 0.1 },
] as const;

/** Three daily and three monthly steps in proportion to the plan, to be corrected. */
export function usualTiers(plan: PlanOfTiers): TierValues[] {
  const { downloadBps, uploadBps } = plan;
  const mbits = typeof downloadBps === 'number' && downloadBps > 0 ? downloadBps / 1e6 : 1;
  return usual.map(({ period, bytesPerMbit, share }) => ({
    period,
    thresholdBytes: Math.max(1e9, Math.round((bytesPerMbit * mbits) / 1e9) * 1e9),
    downloadBps: shareOf(downloadBps, share),
    uploadBps: shareOf(uploadBps, share),
  }));
}

function shareOf(rate: unknown, share: number): number | null {
  return typeof rate === 'number' ? Math.max(wholeKilobit, roundRate(rate * share)) : null;
}

const wholeKilobit = 1_000;

/** Two figures are as exact as anybody sells a speed. */
function roundRate(rate: number): number {
  return Math.round(Number(rate.toPrecision(2)) / wholeKilobit) * wholeKilobit;
}
