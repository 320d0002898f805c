import { z } from 'zod';
import { idField, toJsonInteger } from '../../platform/http/index.ts';
import {
  countedDirections,
  fairUsePeriods,
  quotaEnds,
  quotaPeriods,
  type FairUseStep,
  type PlanRates,
  type PlanTerms,
} from './plan.ts';

/** One terabit a second: over it is a slip of the pen. */
const mostBps = 1_000_000_000_000;
/** Of all periods together: a person can no longer read more. */
const mostFairUseSteps = 20;
const mostZoneRules = 20;
const tenYearsS = 315_360_000;

export const rateField = z.int().min(1).max(mostBps);
const ratesFields = { downloadBps: rateField, uploadBps: rateField };
const volumeField = z.int().min(1);

/** What a plan counts and what follows from it, as the API has it. */
export const policyFields = {
  counts: z.enum(countedDirections),
  quota: z
    .strictObject({
      period: z.enum(quotaPeriods),
      bytes: volumeField.nullable(),
      timeS: z.int().min(60).max(tenYearsS).nullable(),
      atZero: z.enum(quotaEnds),
      slow: z.strictObject(ratesFields).nullable(),
    })
    .nullable(),
  fairUse: z
    .array(z.strictObject({ period: z.enum(fairUsePeriods), thresholdBytes: volumeField, ...ratesFields }))
    .max(mostFairUseSteps),
  zoneRules: z
    .array(
      z.strictObject({
        zoneId: idField,
        rates: z.strictObject(ratesFields).nullable(),
        isFree: z.boolean(),
      }),
    )
    .max(mostZoneRules),
};

type PolicyTerms = Pick<PlanTerms, keyof typeof policyFields>;
type PolicyBody = { [Field in keyof typeof policyFields]: z.output<(typeof policyFields)[Field]> };

export function toPolicyTerms({ counts, quota, fairUse, zoneRules }: PolicyBody): PolicyTerms {
  return {
    counts,
    quota: quota && {
      ...quota,
      bytes: quota.bytes === null ? null : BigInt(quota.bytes),
      slow: quota.slow && toRates(quota.slow),
    },
    fairUse: fairUse.map((step) => ({
      period: step.period,
      thresholdBytes: BigInt(step.thresholdBytes),
      ...toRates(step),
    })),
    zoneRules: zoneRules.map((rule) => ({ ...rule, rates: rule.rates && toRates(rule.rates) })),
  };
}

export function toPolicyAnswer({ counts, quota, fairUse, zoneRules }: PolicyTerms): PolicyBody {
  return {
    counts,
    quota: quota && {
      ...quota,
      bytes: quota.bytes === null ? null : toJsonInteger(quota.bytes),
      slow: quota.slow && toJsonRates(quota.slow),
    },
    fairUse: toFairUseAnswer(fairUse),
    zoneRules: zoneRules.map((rule) => ({ ...rule, rates: rule.rates && toJsonRates(rule.rates) })),
  };
}

export function toFairUseAnswer(fairUse: readonly FairUseStep[]): PolicyBody['fairUse'] {
  return fairUse.map((step) => ({
    period: step.period,
    thresholdBytes: toJsonInteger(step.thresholdBytes),
    ...toJsonRates(step),
  }));
}

function toRates({ downloadBps, uploadBps }: { downloadBps: number; uploadBps: number }): PlanRates {
  return { downloadBps: BigInt(downloadBps), uploadBps: BigInt(uploadBps) };
}

function toJsonRates({ downloadBps, uploadBps }: PlanRates): { downloadBps: number; uploadBps: number } {
  return { downloadBps: toJsonInteger(downloadBps), uploadBps: toJsonInteger(uploadBps) };
}
