import type { Settings } from '../../settings/index.ts';
import { CivilZone } from '../time/civil-zone.ts';
import { compileLoginWindows } from '../time/login-windows.ts';
import type {
  FairUseTier,
  PolicyPlanVersion,
  PolicyRefusal,
  PolicySpeedRule,
  PolicySubscriber,
  PolicySubscription,
  PolicyTenant,
} from '../policy.ts';
import type {
  PlanVersionRecord,
  PolicySubscriberRecord,
  PolicyTenantRecord,
  StoredAttribute,
  SubscriptionRecord,
} from './policy-records.ts';
import { compileSpeedRule, type SpeedRuleRecord } from '../decision/speed-rule.ts';

/** One for all who have none: most rows do. */
const none: readonly never[] = [];
const msPerHour = 3_600_000;

/** Throws RangeError for a time zone that nobody knows. */
export function preparePolicyTenant(record: PolicyTenantRecord, settings: Settings): PolicyTenant {
  return {
    isSuspended: record.status === 'suspended',
    zone: CivilZone.named(record.timeZone),
    graceMs: settings['subscriptions.graceHours'] * msPerHour,
    walledGarden: settings['policy.walledGarden'],
    walledFor: walledRefusals(settings),
    speedRules: (record.speedRules ?? none).flatMap(orLeftOut),
  };
}

/** What a walled garden stands instead of, by the word of the setting. */
const refusalsOf: Readonly<Record<Settings['policy.walledFor'][number], readonly PolicyRefusal[]>> = {
  expired: ['aaa.expired', 'aaa.no_subscription'],
  suspended: ['aaa.suspended'],
  quota: ['aaa.quota_used_up'],
};

export function walledRefusals(settings: Settings): ReadonlySet<PolicyRefusal> {
  return new Set(settings['policy.walledFor'].flatMap((word) => refusalsOf[word]));
}

/** A rule that this version cannot read holds for nobody: no login of the tenant may fail on it. */
function orLeftOut(record: SpeedRuleRecord): PolicySpeedRule[] {
  try {
    return [compileSpeedRule(record)];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** `attributes` makes of the stored ones what the caller needs. */
export function preparePlanVersion<A>(
  record: PlanVersionRecord,
  { id, attributes }: { id: string; attributes: (stored: readonly StoredAttribute[]) => readonly A[] },
): PolicyPlanVersion<A> {
  return {
    id,
    planId: record.planId ?? '',
    downloadBps: record.downloadBps,
    uploadBps: record.uploadBps,
    burst: burstOf(record),
    sessionTimeoutS: record.sessionTimeoutS,
    idleTimeoutS: record.idleTimeoutS,
    interimIntervalS: record.interimIntervalS,
    sessionVolumeBytes: record.sessionVolumeBytes,
    maxSessions: record.maxSessions,
    pool: record.pool,
    ipv6Pool: record.ipv6Pool,
    delegatedIpv6Pool: record.delegatedIpv6Pool,
    addressList: record.addressList,
    customAttributes: attributes(record.customAttributes),
    counts: record.counts ?? 'both',
    quota: quotaOf(record),
    fairUse: numberTiers(record.fairUse ?? none),
    zoneRules: zoneRulesOf(record),
  };
}

function burstOf(record: PlanVersionRecord): PolicyPlanVersion<never>['burst'] {
  // The database keeps the five together: one stands for all.
  if (record.burstTimeS === null) return null;
  return {
    downloadBps: record.burstDownloadBps!,
    uploadBps: record.burstUploadBps!,
    thresholdDownloadBps: record.burstThresholdDownloadBps!,
    thresholdUploadBps: record.burstThresholdUploadBps!,
    timeS: record.burstTimeS,
  };
}

function quotaOf(record: PlanVersionRecord): PolicyPlanVersion<never>['quota'] {
  const { quotaPeriod: period, quotaAtZero: atZero } = record;
  if (!period || !atZero) return null;
  const [downloadBps, uploadBps] = [record.quotaSlowDownloadBps ?? null, record.quotaSlowUploadBps ?? null];
  return {
    period,
    atZero,
    bytes: record.quotaBytes ?? null,
    timeS: record.quotaTimeS ?? null,
    slow: downloadBps !== null && uploadBps !== null ? { downloadBps, uploadBps } : null,
  };
}

/** In each period by threshold, from 1. */
export function numberTiers(tiers: readonly Omit<FairUseTier, 'number'>[]): readonly FairUseTier[] {
  if (tiers.length === 0) return none;
  const numbers = { day: 0, week: 0, month: 0 };
  return tiers
    .toSorted((a, b) => a.thresholdBytes - b.thresholdBytes)
    .map((tier) => ({ ...tier, number: ++numbers[tier.period] }))
    .toSorted((a, b) => periodOrder[a.period] - periodOrder[b.period]);
}

const periodOrder = { day: 0, week: 1, month: 2 } as const;

function zoneRulesOf({ zoneRules = none }: PlanVersionRecord): PolicyPlanVersion<never>['zoneRules'] {
  if (zoneRules.length === 0) return none;
  return zoneRules.map(({ zoneId, downloadBps, uploadBps, isFree }) => ({
    zoneId,
    rates: downloadBps !== null && uploadBps !== null ? { downloadBps, uploadBps } : null,
    isFree,
  }));
}

/** Throws RangeError for login hours that are none. `intern`: the same string for the same id of a plan version. */
export function preparePolicySubscriber<A>(
  record: PolicySubscriberRecord,
  context: {
    attributes: (stored: readonly StoredAttribute[]) => readonly A[];
    intern: (planVersionId: string) => string;
  },
): PolicySubscriber<A> {
  const { subscriptions, tags = none, topUps = none, boosts = none } = record;
  return {
    status: record.status,
    maxSessions: record.maxSessions,
    loginHours: record.loginWindows && compileLoginWindows(record.loginWindows),
    framedIp: record.framedIp,
    framedIpv6Prefix: record.framedIpv6Prefix,
    delegatedIpv6Prefix: record.delegatedIpv6Prefix,
    customAttributes: context.attributes(record.customAttributes),
    subscriptions: orNone(subscriptions).map((held) => prepareSubscription(held, context.intern)),
    tags: orNone(tags),
    usage: record.usage ?? null,
    topUps: orNone(topUps),
    boosts: orNone(boosts),
  };
}

function orNone<T>(items: readonly T[]): readonly T[] {
  return items.length === 0 ? none : items;
}

function prepareSubscription(record: SubscriptionRecord, intern: (id: string) => string): PolicySubscription {
  return {
    id: record.id,
    planVersionId: intern(record.planVersionId),
    isCancelled: record.status === 'cancelled',
    priority: record.priority,
    assignedAtMs: record.assignedAtMs,
    startsAtMs: record.startsAtMs,
    anchorAtMs: record.anchorAtMs ?? record.startsAtMs,
    expiresAtMs: record.expiresAtMs,
    sessionVolumeBytes: record.sessionVolumeBytes,
    quotaBytes: record.quotaBytes ?? null,
  };
}
