import type { FieldFault } from './custom-attribute.ts';
import type { FairUseStep, PlanRates, PlanTerms, Quota } from './plan.ts';

/**
 * What is wrong with the fair use of these terms: thresholds grow within a period, speeds fall, and every step can
 * come to decide. Only what is certain is refused; a step that a top-up alone could bring into play is not worth its row.
 */
export function checkFairUse(terms: PlanTerms): FieldFault[] {
  const { fairUse, quota } = terms;
  const last = new Map<FairUseStep['period'], FairUseStep>();
  return fairUse.flatMap((step, index) => {
    const before = last.get(step.period);
    last.set(step.period, step);
    const faults = [
      ...fasterThan(step, terms, "is over the plan's own rate"),
      ...(before ? checkOrder(step, before) : []),
      ...behindQuota(step, quota),
      ...behindLongerPeriod(step, fairUse),
    ];
    return faults.map(({ field, message }) => ({ field: `fairUse.${index}.${field}`, message }));
  });
}

function fasterThan(step: PlanRates, limit: PlanRates, message: string): FieldFault[] {
  return (['downloadBps', 'uploadBps'] as const)
    .filter((field) => step[field] > limit[field])
    .map((field) => ({ field, message }));
}

function checkOrder(step: FairUseStep, before: FairUseStep): FieldFault[] {
  const faults = fasterThan(step, before, `is faster than the step of the ${step.period} before it`);
  if (step.thresholdBytes <= before.thresholdBytes) {
    const message = `is not over that of the step of the ${step.period} before it`;
    faults.push({ field: 'thresholdBytes', message });
  }
  if (step.downloadBps === before.downloadBps && step.uploadBps === before.uploadBps) {
    const message = `changes nothing: the step of the ${step.period} before it is as slow`;
    faults.push({ field: 'downloadBps', message });
  }
  return faults;
}

/** Quotas whose count is at least that of the step's period, whenever that is reached. */
const quotasOver: Readonly<Record<FairUseStep['period'], readonly Quota['period'][]>> = {
  day: ['daily', 'weekly', 'monthly'],
  week: ['weekly'],
  month: ['monthly'],
};

function behindQuota(step: FairUseStep, quota: Quota | null): FieldFault[] {
  if (!quota?.bytes || step.thresholdBytes < quota.bytes) return [];
  if (!quotasOver[step.period].includes(quota.period)) return [];
  if (quota.slow && !isAsSlow(quota.slow, step)) return [];
  const end = quota.slow ? 'makes it as slow before' : 'ends before';
  return [{ field: 'thresholdBytes', message: `is never reached in time: the ${quota.period} quota ${end}` }];
}

/** A day lies in one week and in one month, so a day's count is never over theirs; a week may lie in two months. */
function behindLongerPeriod(step: FairUseStep, all: readonly FairUseStep[]): FieldFault[] {
  if (step.period !== 'day') return [];
  const other = all.find(
    (one) => one.period !== 'day' && one.thresholdBytes <= step.thresholdBytes && isAsSlow(one, step),
  );
  if (!other) return [];
  const message = `is too late to matter: the step of the ${other.period} at ${other.thresholdBytes} bytes is as slow`;
  return [{ field: 'thresholdBytes', message }];
}

function isAsSlow(one: PlanRates, as: PlanRates): boolean {
  return one.downloadBps <= as.downloadBps && one.uploadBps <= as.uploadBps;
}
