import type { PlanTerms, PolicyTerms } from './plan-queries.ts';

export const quotaPeriods = ['daily', 'weekly', 'monthly', 'anniversary', 'one_time'] as const;
export const quotaEnds = ['cut', 'slow', 'walled_garden'] as const;
export const fairUsePeriods = ['day', 'week', 'month'] as const;
export type FairUsePeriod = (typeof fairUsePeriods)[number];

interface RatesValues {
  downloadBps: number | null;
  uploadBps: number | null;
}

export interface TierValues extends RatesValues {
  period: FairUsePeriod;
  thresholdBytes: number | null;
}

export interface ZoneRuleValues {
  zoneId: string;
  isFree: boolean;
  /** Both empty: the speed of the plan. */
  rates: RatesValues;
}

/** What a plan counts and what follows from it, as the form holds it: every field is there. */
export interface PolicyValues {
  counts: PolicyTerms['counts'];
  hasQuota: boolean;
  quota: {
    period: (typeof quotaPeriods)[number];
    bytes: number | null;
    timeS: number | null;
    atZero: (typeof quotaEnds)[number];
    slow: RatesValues;
  };
  /** By period, then as they stand in the table; the place is what the API's messages name. */
  fairUse: TierValues[];
  zoneRules: ZoneRuleValues[];
}

const noRates: RatesValues = { downloadBps: null, uploadBps: null };

export const newPolicyValues: PolicyValues = {
  counts: 'both',
  hasQuota: false,
  quota: { period: 'monthly', bytes: null, timeS: null, atZero: 'cut', slow: noRates },
  fairUse: [],
  zoneRules: [],
};

export function valuesOfPolicy({ counts, quota, fairUse, zoneRules }: PlanTerms): PolicyValues {
  return {
    counts,
    hasQuota: quota !== null,
    quota: quota ? { ...quota, slow: quota.slow ?? noRates } : newPolicyValues.quota,
    fairUse: fairUsePeriods.flatMap((period) => fairUse.filter((tier) => tier.period === period)),
    zoneRules: zoneRules.map((rule) => ({ ...rule, rates: rule.rates ?? noRates })),
  };
}

/** As the API takes it. Fields without a figure go as they are, for the API to refuse at the field. */
export function policyOfValues({ counts, hasQuota, quota, fairUse, zoneRules }: PolicyValues): PolicyTerms {
  return {
    counts,
    quota: hasQuota ? { ...quota, slow: quota.atZero === 'slow' ? (quota.slow as FilledRates) : null } : null,
    fairUse: fairUse as PolicyTerms['fairUse'],
    zoneRules: zoneRules.map(({ rates, ...rule }) => ({
      ...rule,
      rates: rates.downloadBps === null && rates.uploadBps === null ? null : (rates as FilledRates),
    })),
  };
}

type FilledRates = { downloadBps: number; uploadBps: number };
