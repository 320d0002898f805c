import {
  CivilZone,
  civilPeriodsAt,
  quotaPeriodAt,
  type FairUseTier,
  type PolicyPlanVersion,
  type PolicyQuestion,
  type PolicySpeedRule,
  type PolicySubscription,
  type PolicyTenant,
} from '../../server/src/modules/policy/index.ts';

/** Some Saturday afternoon in a zone that changes its clocks. */
export const startMs = Date.UTC(2026, 10, 21, 14, 5);
const zone = new CivilZone('Africa/Cairo');
const dayMs = 86_400_000;
const gigabyte = 1_000_000_000;
const none: readonly never[] = [];

const subscription: PolicySubscription = {
  id: 'subscription',
  planVersionId: 'version',
  isCancelled: false,
  priority: 0,
  assignedAtMs: startMs - 10 * dayMs,
  startsAtMs: startMs - 10 * dayMs,
  anchorAtMs: startMs - 10 * dayMs,
  expiresAtMs: startMs + 20 * dayMs,
  sessionVolumeBytes: null,
  quotaBytes: null,
};

const plainPlan: PolicyPlanVersion<never> = {
  id: 'version',
  planId: 'plan',
  downloadBps: 50_000_000,
  uploadBps: 25_000_000,
  burst: null,
  sessionTimeoutS: null,
  idleTimeoutS: null,
  interimIntervalS: null,
  sessionVolumeBytes: null,
  maxSessions: 1,
  pool: 'homes',
  ipv6Pool: null,
  delegatedIpv6Pool: null,
  addressList: null,
  customAttributes: none,
  counts: 'both',
  quota: null,
  fairUse: none,
  zoneRules: none,
};

const plainTenant: PolicyTenant = {
  isSuspended: false,
  zone,
  graceMs: 0,
  walledGarden: null,
  walledFor: new Set(),
  speedRules: none,
};

function tiers(period: FairUseTier['period'], firstBytes: number): FairUseTier[] {
  return [1, 2, 3].map((number) => ({
    period,
    number,
    thresholdBytes: firstBytes * number,
    downloadBps: 20_000_000 / number,
    uploadBps: 10_000_000 / number,
  }));
}

const sixTiers = [...tiers('day', 10 * gigabyte), ...tiers('month', 100 * gigabyte)];

/** Evenings at a fixed speed, one for each of five groups; this subscriber is of the last. */
const fiveRules: PolicySpeedRule[] = ['schools', 'cafes', 'offices', 'towers', 'vip'].map((tag) => ({
  id: tag,
  name: tag,
  priority: 0,
  planIds: null,
  tags: new Set([tag]),
  hours: [18 * 60, 23 * 60],
  effect: { percent: 200 },
  countedPercent: 100,
}));

interface Asked {
  readonly plan?: Partial<PolicyPlanVersion<never>>;
  readonly tenant?: Partial<PolicyTenant>;
  readonly usedBytes?: number;
  readonly subscriptions?: readonly PolicySubscription[];
}

function question({
  plan,
  tenant,
  usedBytes = 0,
  subscriptions = [subscription],
}: Asked): PolicyQuestion<never> {
  const version = { ...plainPlan, ...plan };
  const { day, week, month } = civilPeriodsAt(zone, startMs);
  const quotaFromMs =
    version.quota && quotaPeriodAt(version.quota.period, { subscription, zone, nowMs: startMs }).fromMs;
  return {
    tenant: { ...plainTenant, ...tenant },
    planVersionOf: () => version,
    nowMs: startMs,
    subscriber: {
      status: 'active',
      maxSessions: null,
      loginHours: null,
      framedIp: null,
      framedIpv6Prefix: null,
      delegatedIpv6Prefix: null,
      customAttributes: none,
      subscriptions,
      tags: ['vip'],
      usage:
        usedBytes === 0
          ? null
          : {
              day,
              dayBytes: usedBytes,
              week,
              weekBytes: usedBytes,
              month,
              monthBytes: usedBytes,
              quotaFromMs,
              quotaBytes: usedBytes,
              quotaTimeS: 0,
            },
      topUps: none,
      boosts: none,
    },
  };
}

const monthly = {
  period: 'monthly',
  bytes: 300 * gigabyte,
  timeS: null,
  atZero: 'slow',
  slow: { downloadBps: 1_000_000, uploadBps: 1_000_000 },
} as const;

/** What is asked, from the plainest to the dearest. */
export const askedQuestions: readonly { readonly name: string; readonly question: PolicyQuestion<never> }[] =
  [
    { name: 'a plain plan', question: question({}) },
    {
      name: 'refused: expired',
      question: question({ subscriptions: [{ ...subscription, expiresAtMs: startMs - dayMs }] }),
    },
    { name: 'five speed rules', question: question({ tenant: { speedRules: fiveRules } }) },
    {
      name: 'six fair-use tiers, none reached',
      question: question({ plan: { fairUse: sixTiers }, usedBytes: gigabyte }),
    },
    {
      name: 'six tiers, four reached, a monthly quota, five speed rules',
      question: question({
        plan: { fairUse: sixTiers, quota: monthly },
        tenant: { speedRules: fiveRules },
        usedBytes: 150 * gigabyte,
      }),
    },
  ];
