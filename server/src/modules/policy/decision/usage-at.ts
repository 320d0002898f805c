import { countedAt, isReached } from './counted-at.ts';
import { isMetered } from './metering.ts';
import type { FairUseTier, PlanQuota, PolicyQuestion, TopUp } from '../policy.ts';
import type { QuotaCount } from '../policy-cause.ts';
import { countsAt, quotaAt } from './quota-at.ts';
import type { PeriodBounds } from '../time/quota-period.ts';
import { subscriptionAt } from './subscription-at.ts';

/** What was counted of a subscriber, beside what it is counted against; for people to look at. */
export interface UsageState {
  /** Empty where the plan counts nothing. */
  readonly periods: readonly {
    readonly period: FairUseTier['period'];
    readonly usedBytes: number;
    readonly fromMs: number;
    readonly untilMs: number;
    readonly tiers: readonly (FairUseTier & { readonly isReached: boolean })[];
  }[];
  /** Null: the plan has none. */
  readonly quota: {
    readonly count: QuotaCount;
    readonly bounds: PeriodBounds;
    readonly atZero: PlanQuota['atZero'];
    /** Those in the limit. */
    readonly topUps: readonly TopUp[];
  } | null;
}

/** By the plan in force, else by the one that ended last. */
export function usageAt<A>({ tenant, subscriber, planVersionOf, nowMs }: PolicyQuestion<A>): UsageState {
  const held = subscriptionAt(subscriber.subscriptions, { graceMs: tenant.graceMs, nowMs });
  const subscription = held.chosen ?? held.ended;
  const plan = subscription && planVersionOf(subscription.planVersionId);
  if (!plan || !isMetered(plan)) return { periods: [], quota: null };
  const counted = countedAt(subscriber.usage, tenant.zone, nowMs);
  const state = plan.quota && quotaAt(plan.quota, { tenant, subscriber, subscription, nowMs });
  return {
    periods: (['day', 'week', 'month'] as const).map((period) => ({
      period,
      usedBytes: counted[period].usedBytes,
      fromMs: counted.periods[`${period}FromMs`],
      untilMs: counted[period].untilMs,
      tiers: plan.fairUse
        .filter((tier) => tier.period === period)
        .map((tier) => ({ ...tier, isReached: isReached(tier, counted) })),
    })),
    quota: state && {
      count: state.count,
      bounds: state.period,
      atZero: state.atZero,
      topUps: subscriber.topUps.filter((topUp) => countsAt(topUp, state.period, nowMs)),
    },
  };
}
