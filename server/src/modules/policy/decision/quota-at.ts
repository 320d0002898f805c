import type {
  PlanQuota,
  PolicyPlanVersion,
  PolicySubscriber,
  PolicySubscription,
  PolicyTenant,
  TopUp,
} from '../policy.ts';
import type { QuotaCount } from '../policy-cause.ts';
import { quotaPeriodAt, type PeriodBounds } from '../time/quota-period.ts';

/** A plan's quota as it stands at an instant. */
export interface QuotaState {
  readonly period: PeriodBounds;
  readonly count: QuotaCount;
  readonly isUsedUp: boolean;
  /** What happens then: where the tenant has no walled garden, the word for it cuts. */
  readonly atZero: PlanQuota['atZero'];
  /** The next instant at which the period, or a top-up, begins or ends. */
  readonly changesAtMs: number;
}

export function quotaAt<A>(
  quota: PlanQuota,
  context: {
    readonly tenant: PolicyTenant;
    readonly subscriber: Pick<PolicySubscriber<A>, 'usage' | 'topUps'>;
    readonly subscription: PolicySubscription;
    readonly nowMs: number;
  },
): QuotaState {
  const { tenant, subscriber, subscription, nowMs } = context;
  const { usage, topUps } = subscriber;
  const period = quotaPeriodAt(quota.period, { subscription, zone: tenant.zone, nowMs });
  const isOfPeriod = usage !== null && usage.quotaFromMs === period.fromMs;
  const added = addedAt(topUps, period, nowMs);
  const ownBytes = quota.bytes === null ? null : (subscription.quotaBytes ?? quota.bytes);
  const count: QuotaCount = {
    period: quota.period,
    usedBytes: isOfPeriod ? usage.quotaBytes : 0,
    limitBytes: ownBytes === null ? null : ownBytes + added.bytes,
    usedTimeS: isOfPeriod ? usage.quotaTimeS : 0,
    limitTimeS: quota.timeS === null ? null : quota.timeS + added.timeS,
    resetsAtMs: period.untilMs,
  };
  return {
    period,
    count,
    isUsedUp:
      count.usedBytes >= (count.limitBytes ?? Infinity) || count.usedTimeS >= (count.limitTimeS ?? Infinity),
    atZero: whatHappens(quota, tenant),
    changesAtMs: Math.min(period.untilMs ?? Infinity, added.changesAtMs),
  };
}

/** What is left of the quota, where its end cuts at once: the router itself can keep to it. Infinity: no limit. */
export function hardLimits<A>(
  { count, atZero, isUsedUp }: QuotaState,
  plan: PolicyPlanVersion<A>,
  { countsWhole }: { readonly countsWhole: boolean },
): { bytesLeft: number; secondsLeft: number } {
  if (atZero !== 'cut' || isUsedUp) return { bytesLeft: Infinity, secondsLeft: Infinity };
  // A router counts every byte of both directions alike; where we do not, the fold finds the end.
  const routerCountsAlike =
    plan.counts === 'both' && countsWhole && !plan.zoneRules.some(({ isFree }) => isFree);
  return {
    bytesLeft: routerCountsAlike ? (count.limitBytes ?? Infinity) - count.usedBytes : Infinity,
    secondsLeft: (count.limitTimeS ?? Infinity) - count.usedTimeS,
  };
}

function whatHappens(quota: PlanQuota, { walledGarden, walledFor }: PolicyTenant): PlanQuota['atZero'] {
  if (quota.atZero === 'slow') return 'slow';
  const isWalled = quota.atZero === 'walled_garden' || walledFor.has('aaa.quota_used_up');
  return isWalled && walledGarden ? 'walled_garden' : 'cut';
}

/** Whether a top-up is part of the limit now. */
export function countsAt({ atMs, untilMs }: TopUp, period: PeriodBounds, nowMs: number): boolean {
  return atMs <= nowMs && (untilMs === null ? atMs >= period.fromMs : nowMs < untilMs);
}

function addedAt(
  topUps: readonly TopUp[],
  period: PeriodBounds,
  nowMs: number,
): { bytes: number; timeS: number; changesAtMs: number } {
  let [bytes, timeS, changesAtMs] = [0, 0, Infinity];
  for (const topUp of topUps) {
    const { atMs, untilMs } = topUp;
    if (atMs > nowMs) {
      changesAtMs = Math.min(changesAtMs, atMs);
    } else if (countsAt(topUp, period, nowMs)) {
      bytes += topUp.bytes;
      timeS += topUp.timeS;
      if (untilMs !== null) changesAtMs = Math.min(changesAtMs, untilMs);
    }
  }
  return { bytes, timeS, changesAtMs };
}
