import { fairUsePeriods, type FairUsePeriod, type PolicyValues } from './policy-values.ts';

interface Speeds {
  downloadBps: number;
  uploadBps: number;
}

export interface FairUseStep extends Speeds {
  fromBytes: number;
  /** What begins here: a tier, by its number from 1, or the end of the quota. Null at zero. */
  cause: { tier: number } | { quota: 'cut' | 'slow' | 'walled_garden' } | null;
}

interface SlowingEvent extends Pick<FairUseStep, 'fromBytes' | 'cause'> {
  rates: { downloadBps: number | null; uploadBps: number | null };
}

interface CurveInput extends Pick<PolicyValues, 'fairUse' | 'hasQuota' | 'quota'> {
  plan: Speeds;
}

/** Quotas that are counted over the same days as a period of fair use. */
const quotaOfPeriod = { day: 'daily', week: 'weekly', month: 'monthly' } as const;

/** The periods in which something happens as the volume grows. */
export function curvePeriods({ fairUse, hasQuota, quota }: CurveInput): FairUsePeriod[] {
  return fairUsePeriods.filter(
    (period) =>
      fairUse.some((tier) => tier.period === period && isFigure(tier.thresholdBytes)) ||
      (hasQuota && quota.period === quotaOfPeriod[period] && isFigure(quota.bytes)),
  );
}

/** The speed over the volume used in a period: each tier slows further, never less than those before it. */
export function fairUseSteps(input: CurveInput, period: FairUsePeriod): FairUseStep[] {
  const { plan, fairUse, hasQuota, quota } = input;
  const events = fairUse
    .filter((tier) => tier.period === period)
    .flatMap(({ thresholdBytes, downloadBps, uploadBps }, index): SlowingEvent[] =>
      isFigure(thresholdBytes)
        ? [{ fromBytes: thresholdBytes, rates: { downloadBps, uploadBps }, cause: { tier: index + 1 } }]
        : [],
    );
  if (hasQuota && quota.period === quotaOfPeriod[period] && isFigure(quota.bytes)) {
    const none = { downloadBps: 0, uploadBps: 0 };
    const rates = quota.atZero === 'slow' ? quota.slow : none;
    events.push({ fromBytes: quota.bytes, rates, cause: { quota: quota.atZero } });
  }
  let speeds = plan;
  const steps: FairUseStep[] = [{ fromBytes: 0, ...plan, cause: null }];
  for (const { fromBytes, rates, cause } of events.toSorted((a, b) => a.fromBytes - b.fromBytes)) {
    speeds = {
      downloadBps: Math.min(speeds.downloadBps, rates.downloadBps ?? Infinity),
      uploadBps: Math.min(speeds.uploadBps, rates.uploadBps ?? Infinity),
    };
    steps.push({ fromBytes, ...speeds, cause });
  }
  return steps;
}

function isFigure(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}
