import { loginHoursAt } from '../time/login-windows.ts';
import type {
  Boost,
  Burst,
  PolicyPlanVersion,
  PolicySpeedRule,
  PolicySubscriber,
  PolicyTenant,
  Rates,
} from '../policy.ts';

/** How fast somebody may be before fair use and quota are asked, and what says so. */
export interface BaseSpeed {
  readonly rates: Rates;
  readonly burst: Burst | null;
  readonly boost: Boost | undefined;
  readonly rule: PolicySpeedRule | undefined;
  /** The next instant at which another boost or rule, or none, says so. */
  readonly changesAtMs: number;
}

/** A boost that runs, else the first speed rule that holds, else the plan. */
export function speedAt<A>(
  plan: PolicyPlanVersion<A>,
  { tenant, subscriber, nowMs }: { tenant: PolicyTenant; subscriber: PolicySubscriber<A>; nowMs: number },
): BaseSpeed {
  if (subscriber.boosts.length === 0 && tenant.speedRules.length === 0) {
    return { rates: plan, burst: plan.burst, boost: undefined, rule: undefined, changesAtMs: Infinity };
  }
  const { boost, changesAtMs } = boostAt(subscriber.boosts, nowMs);
  if (boost) return { rates: boost, burst: null, boost, rule: undefined, changesAtMs };
  const found = ruleAt({ tenant, subscriber, planId: plan.planId, nowMs });
  const next = Math.min(changesAtMs, found.changesAtMs);
  return { ...underRule(plan, found.rule), boost, rule: found.rule, changesAtMs: next };
}

/** Whether a rule is about this subscriber at all, whatever the hour. */
export function concerns<A>(
  rule: PolicySpeedRule,
  { subscriber, planId }: { subscriber: Pick<PolicySubscriber<A>, 'tags'>; planId: string },
): boolean {
  const { planIds, tags } = rule;
  if (planIds !== null && !planIds.has(planId)) return false;
  return tags === null || subscriber.tags.some((tag) => tags.has(tag));
}

/** Of several that run the one that began last. */
function boostAt(boosts: readonly Boost[], nowMs: number): { boost: Boost | undefined; changesAtMs: number } {
  let running: Boost | undefined;
  let changesAtMs = Infinity;
  for (const boost of boosts) {
    if (boost.untilMs <= nowMs || boost.untilMs <= boost.fromMs) continue;
    if (boost.fromMs > nowMs) changesAtMs = Math.min(changesAtMs, boost.fromMs);
    else if (!running || isLater(boost, running)) running = boost;
  }
  return { boost: running, changesAtMs: Math.min(changesAtMs, running?.untilMs ?? Infinity) };
}

function isLater(a: Boost, b: Boost): boolean {
  return a.fromMs === b.fromMs ? a.id > b.id : a.fromMs > b.fromMs;
}

/** They stand in the order in which they are asked: a later one is not asked while an earlier one holds. */
function ruleAt<A>(context: {
  tenant: PolicyTenant;
  subscriber: PolicySubscriber<A>;
  planId: string;
  nowMs: number;
}): { rule: PolicySpeedRule | undefined; changesAtMs: number } {
  const { tenant, nowMs } = context;
  let changesAtMs = Infinity;
  for (const rule of tenant.speedRules) {
    if (rule.effect === null || !concerns(rule, context)) continue;
    if (rule.hours === null) return { rule, changesAtMs };
    const { isOpen, untilMs } = loginHoursAt(rule.hours, { zone: tenant.zone, nowMs });
    changesAtMs = Math.min(changesAtMs, untilMs);
    if (isOpen) return { rule, changesAtMs };
  }
  return { rule: undefined, changesAtMs };
}

function underRule<A>(
  plan: PolicyPlanVersion<A>,
  rule: PolicySpeedRule | undefined,
): { rates: Rates; burst: Burst | null } {
  if (!rule?.effect) return { rates: plan, burst: plan.burst };
  if ('fixed' in rule.effect) return { rates: rule.effect.fixed, burst: null };
  const times = (bps: number): number => Math.max(1, Math.floor((bps * percent) / 100));
  const { percent } = rule.effect;
  const both = ({ downloadBps, uploadBps }: Rates): Rates => ({
    downloadBps: times(downloadBps),
    uploadBps: times(uploadBps),
  });
  const { burst } = plan;
  if (!burst) return { rates: both(plan), burst };
  const thresholdDownloadBps = times(burst.thresholdDownloadBps);
  const thresholdUploadBps = times(burst.thresholdUploadBps);
  return {
    rates: both(plan),
    burst: { ...both(burst), thresholdDownloadBps, thresholdUploadBps, timeS: burst.timeS },
  };
}
