import * as fc from 'fast-check';
import type {
  FairUseTier,
  MeteredUsage,
  PlanQuota,
  PolicyPlanVersion,
  PolicyQuestion,
  PolicySpeedRule,
  PolicySubscriber,
  PolicySubscription,
  PolicyTenant,
} from '../../src/modules/policy/index.ts';
import { CivilZone, civilPeriodsAt, numberTiers, quotaPeriodAt } from '../../src/modules/policy/index.ts';

/** Around a change of the clocks in Cairo (24 April 2026, over midnight) and in New York (8 March). */
const origins = [
  Date.UTC(2026, 3, 23, 12),
  Date.UTC(2026, 2, 8, 3),
  Date.UTC(2026, 0, 31, 20),
  Date.UTC(2026, 10, 1),
];
const zones = ['UTC', 'Africa/Cairo', 'America/New_York', 'Asia/Kathmandu'];
const minute = 60_000;
const none: readonly never[] = [];

export interface AnyQuestion {
  readonly question: PolicyQuestion<string>;
  readonly plan: PolicyPlanVersion<string>;
}

/** Few distinct rates, counts and instants, so that ties and shared edges come up often. */
const bps = fc.integer({ min: 1, max: 3 }).map((m) => m * 1_000_000);
const rates = fc.record({ downloadBps: bps, uploadBps: bps });
const bytes = fc.integer({ min: 0, max: 12 }).map((g) => g * 1_000_000_000);
const instantAround = (nowMs: number) =>
  fc.integer({ min: -3_000, max: 3_000 }).map((m) => nowMs + m * minute);
/** The first nine times in ten. */
function mostly<T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
}
const hours = fc.option(fc.constantFrom([600, 780], [0, 60, 1440, 3000], [9000, 10080], [60, 61]), {
  nil: null,
});

/** Questions of all kinds: several subscriptions, quotas, tiers, rules, boosts, top-ups and walled gardens. */
export const anyQuestion: fc.Arbitrary<AnyQuestion> = fc
  .record({ nowMs: fc.constantFrom(...origins), zone: fc.constantFrom(...zones), offset: fc.nat(3 * 1440) })
  .chain(({ nowMs: origin, zone: name, offset }) => {
    const nowMs = origin + offset * minute;
    const zone = new CivilZone(name);
    return fc
      .record({ tenant: anyTenant(zone), subscriber: anySubscriber(nowMs), plan: anyPlan })
      .chain(({ tenant, subscriber, plan }) =>
        anyUsage({ zone, nowMs, plan, subscription: subscriber.subscriptions[0] }).map((usage) => ({
          plan,
          question: {
            tenant,
            subscriber: { ...subscriber, usage },
            planVersionOf: (id: string) => (id === plan.id ? plan : undefined),
            nowMs,
          },
        })),
      );
  });

const anyRule: fc.Arbitrary<PolicySpeedRule> = fc.record({
  id: fc.uuid(),
  name: fc.constant('a rule'),
  priority: fc.constant(0),
  planIds: fc.constantFrom(null, new Set(['plan']), new Set(['another'])),
  tags: fc.constantFrom(null, new Set(['vip'])),
  hours,
  effect: fc.oneof(
    fc.constant(null),
    fc.constantFrom({ percent: 50 }, { percent: 200 }),
    rates.map((fixed) => ({ fixed })),
  ),
  countedPercent: fc.constantFrom(0, 50, 100),
});

function anyTenant(zone: CivilZone): fc.Arbitrary<PolicyTenant> {
  const garden = { pool: 'garden', addressList: null, downloadBps: 500_000, uploadBps: 500_000 };
  return fc.record({
    isSuspended: mostly(false, true),
    zone: fc.constant(zone),
    graceMs: fc.constantFrom(0, 17 * minute, 1440 * minute),
    walledGarden: fc.constantFrom(null, garden),
    walledFor: fc
      .subarray(['aaa.expired', 'aaa.no_subscription', 'aaa.suspended', 'aaa.quota_used_up'] as const)
      .map((reasons) => new Set(reasons)),
    speedRules: fc.array(anyRule, { maxLength: 3 }),
  });
}

function anySubscriber(nowMs: number): fc.Arbitrary<PolicySubscriber<string>> {
  const instant = instantAround(nowMs);
  const stretch = fc
    .record({ fromMs: instant, lastsMs: fc.integer({ min: 1, max: 2_000 }).map((m) => m * minute) })
    .map(({ fromMs, lastsMs }) => ({ fromMs, untilMs: fromMs + lastsMs }));
  return fc.record({
    status: mostly('active', 'expired', 'suspended', 'paused'),
    maxSessions: fc.constant(null),
    loginHours: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, hours),
    framedIp: fc.constantFrom(null, '10.0.0.5'),
    framedIpv6Prefix: fc.constant(null),
    delegatedIpv6Prefix: fc.constant(null),
    customAttributes: fc.constant(none),
    subscriptions: fc.array(anySubscription(nowMs), { minLength: 1, maxLength: 3 }).map(named),
    tags: fc.constantFrom(none, ['vip']),
    usage: fc.constant(null),
    topUps: fc.array(
      fc.record({
        atMs: instant,
        untilMs: fc.option(instant, { nil: null }),
        bytes,
        timeS: fc.integer({ min: 0, max: 3600 }),
      }),
      { maxLength: 2 },
    ),
    boosts: fc.array(
      fc
        .record({ id: fc.uuid(), rates, stretch })
        .map(({ id, ...boost }) => ({ id, ...boost.rates, ...boost.stretch })),
      { maxLength: 2 },
    ),
  });
}

function anySubscription(nowMs: number): fc.Arbitrary<Omit<PolicySubscription, 'id'>> {
  return fc
    .record({
      priority: fc.integer({ min: 0, max: 1 }),
      startsAtMs: fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: 0, max: 3_000 }).map((m) => nowMs - m * minute) },
        instantAround(nowMs),
      ),
      lastsMs: fc.option(
        fc.integer({ min: 1, max: 120 }).map((h) => h * 60 * minute),
        { nil: null },
      ),
      monthsBefore: fc.constantFrom(0, 31),
      isCancelled: mostly(false, true),
      sessionVolumeBytes: fc.constantFrom(null, 5_000),
      quotaBytes: fc.constantFrom(null, 3_000_000_000),
    })
    .map(({ lastsMs, monthsBefore, ...held }) => ({
      ...held,
      planVersionId: 'plan-1',
      assignedAtMs: held.startsAtMs,
      anchorAtMs: held.startsAtMs - monthsBefore * 1440 * minute,
      expiresAtMs: lastsMs === null ? null : held.startsAtMs + lastsMs,
    }));
}

function named(held: readonly Omit<PolicySubscription, 'id'>[]): PolicySubscription[] {
  return held.map((one, index) => ({ ...one, id: `subscription-${index}` }));
}

const anyTier: fc.Arbitrary<Omit<FairUseTier, 'number'>> = fc
  .record({ period: fc.constantFrom('day', 'week', 'month'), thresholdBytes: bytes.map((b) => b + 1), rates })
  .map(({ rates: { downloadBps, uploadBps }, period, thresholdBytes }) => ({
    period,
    thresholdBytes,
    downloadBps,
    uploadBps,
  }));

const anyQuota: fc.Arbitrary<PlanQuota> = fc
  .record({
    period: fc.constantFrom('daily', 'weekly', 'monthly', 'anniversary', 'one_time'),
    bytes: fc.option(
      bytes.map((b) => b + 1),
      { nil: null },
    ),
    timeS: fc.option(fc.integer({ min: 1, max: 7200 }), { nil: null }),
    atZero: fc.constantFrom('cut', 'slow', 'walled_garden'),
    slow: rates,
  })
  .map(({ slow, ...quota }) => ({
    ...quota,
    bytes: quota.timeS === null ? (quota.bytes ?? 1_000_000_001) : quota.bytes,
    slow: quota.atZero === 'slow' ? slow : null,
  }));

const burst = { downloadBps: 9, uploadBps: 9, thresholdDownloadBps: 5, thresholdUploadBps: 5, timeS: 8 };

const anyPlan: fc.Arbitrary<PolicyPlanVersion<string>> = fc
  .record({
    rates,
    burst: fc.constantFrom(null, burst),
    counts: fc.constantFrom('both', 'download'),
    quota: fc.option(anyQuota, { nil: null, freq: 3 }),
    fairUse: fc.uniqueArray(anyTier, {
      maxLength: 5,
      selector: (tier) => `${tier.period} ${tier.thresholdBytes}`,
    }),
    isZoneFree: fc.boolean(),
    sessionTimeoutS: fc.constantFrom(null, 3_600),
  })
  .map(({ rates: { downloadBps, uploadBps }, fairUse, isZoneFree, ...plan }) => ({
    ...plan,
    id: 'plan-1',
    planId: 'plan',
    downloadBps,
    uploadBps,
    idleTimeoutS: null,
    interimIntervalS: null,
    sessionVolumeBytes: null,
    maxSessions: 1,
    pool: 'pool',
    ipv6Pool: null,
    delegatedIpv6Pool: null,
    addressList: null,
    customAttributes: none,
    fairUse: numberTiers(fairUse),
    zoneRules: isZoneFree ? [{ zoneId: 'zone', rates: null, isFree: true }] : none,
  }));

/** Mostly of the periods that run, sometimes of those before. */
function anyUsage(context: {
  zone: CivilZone;
  nowMs: number;
  plan: PolicyPlanVersion<string>;
  subscription: PolicySubscription | undefined;
}): fc.Arbitrary<MeteredUsage | null> {
  const { zone, nowMs, plan, subscription } = context;
  const { day, week, month } = civilPeriodsAt(zone, nowMs);
  const quotaFromMs =
    plan.quota && subscription
      ? quotaPeriodAt(plan.quota.period, { subscription, zone, nowMs }).fromMs
      : null;
  return fc.option(
    fc.record({
      day: fc.constantFrom(day, day, '2001-01-01'),
      dayBytes: bytes,
      week: fc.constantFrom(week, week, '2001-01-07'),
      weekBytes: bytes,
      month: fc.constantFrom(month, month, '2001-01-01'),
      monthBytes: bytes,
      quotaFromMs: fc.constantFrom(quotaFromMs, quotaFromMs, 0),
      quotaBytes: bytes,
      quotaTimeS: fc.integer({ min: 0, max: 8_000 }),
    }),
    { nil: null },
  );
}
