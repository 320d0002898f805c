import type { FairUseAlarms } from './fair-use.ts';
import { minutesPerWeek } from '../time/login-windows.ts';
import type { Metering, PolicyPlanVersion, PolicySubscriber, PolicyTenant } from '../policy.ts';
import type { QuotaState } from './quota-at.ts';
import { concerns } from './speed-at.ts';

/** Whether anything of this plan is counted against anything. */
export function isMetered<A>(plan: PolicyPlanVersion<A>): boolean {
  return plan.quota !== null || plan.fairUse.length > 0;
}

/**
 * How much of a byte counts, and when: of the rules that say something about it the first that holds. Null: every byte
 * counts whole.
 */
export function countedHoursOf<A>(
  plan: PolicyPlanVersion<A>,
  { tenant, subscriber }: { tenant: PolicyTenant; subscriber: PolicySubscriber<A> },
): Metering['countedHours'] {
  if (tenant.speedRules.length === 0) return null;
  const counted: NonNullable<Metering['countedHours']>[number][] = [];
  for (const rule of tenant.speedRules) {
    if (rule.countedPercent === 100 || !concerns(rule, { subscriber, planId: plan.planId })) continue;
    counted.push({ hours: rule.hours ?? wholeWeek, percent: rule.countedPercent });
    if (rule.hours === null) break;
  }
  return counted.length === 0 ? null : counted;
}

const wholeWeek = [0, minutesPerWeek];
/** In a walled garden nothing counts: who pays there is to find what was bought whole. */
export const nothingCounts: Metering['countedHours'] = [{ hours: wholeWeek, percent: 0 }];

export function meteringOf<A>(
  plan: PolicyPlanVersion<A>,
  context: {
    readonly quota: QuotaState | undefined;
    readonly countedHours: Metering['countedHours'];
    readonly alarms: FairUseAlarms | undefined;
  },
): Metering {
  const { quota, countedHours, alarms } = context;
  return {
    counts: plan.counts,
    countedHours,
    dayAlarmBytes: alarms?.day ?? null,
    weekAlarmBytes: alarms?.week ?? null,
    monthAlarmBytes: alarms?.month ?? null,
    quota: quota ? quotaMetering(quota) : null,
  };
}

function quotaMetering({ period, count, isUsedUp }: QuotaState): NonNullable<Metering['quota']> {
  const { limitBytes, limitTimeS } = count;
  return {
    ...period,
    limitBytes,
    limitTimeS,
    alarmBytes: isUsedUp ? null : limitBytes,
    alarmTimeS: isUsedUp ? null : limitTimeS,
  };
}
