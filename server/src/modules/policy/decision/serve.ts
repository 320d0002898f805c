import { countedAt } from './counted-at.ts';
import { fairUseAlarms, fairUseAt } from './fair-use.ts';
import { countedHoursOf, isMetered, meteringOf, nothingCounts } from './metering.ts';
import type {
  Decision,
  Metering,
  PolicyPlanVersion,
  PolicyQuestion,
  PolicySubscription,
  Rates,
  Terms,
} from '../policy.ts';
import type { PolicyCause } from '../policy-cause.ts';
import { hardLimits, quotaAt, type QuotaState } from './quota-at.ts';
import { smallestTimeout } from './session-timeout.ts';
import { capSpeed, type CappedSpeed } from './speed-caps.ts';
import { speedAt, type BaseSpeed } from './speed-at.ts';
import { letIntoGarden, refuse, type Refusal } from './walled-garden.ts';

/** What gives somebody service before any count is asked. */
export interface Standing<A> {
  readonly plan: PolicyPlanVersion<A>;
  readonly subscription: PolicySubscription;
  /** When the grace ends; null: the subscription is in force. */
  readonly graceUntilMs: number | null;
  /** When a session has to be over: the end of subscription and grace, and of the login hours. */
  readonly endsAtMs: number;
  /** Until when this standing holds. */
  readonly holdsUntilMs: number;
}

/** The terms of one who has a subscription and may log in now: the speed, under what the counts say. */
export function serve<A>(question: PolicyQuestion<A>, standing: Standing<A>): Decision<A> {
  const { plan } = standing;
  if (isMetered(plan)) return serveMetered(question, standing);
  const base = speedAt(plan, question);
  const cause = causeOf(standing, base, undefined, undefined);
  return accept(question, standing, base, unlimited, cause);
}

function serveMetered<A>(question: PolicyQuestion<A>, standing: Standing<A>): Decision<A> {
  const { tenant, subscriber, nowMs } = question;
  const { plan, subscription } = standing;
  const quota = plan.quota ? quotaAt(plan.quota, { tenant, subscriber, subscription, nowMs }) : undefined;
  if (quota?.isUsedUp && quota.atZero !== 'slow') return refuseByQuota(question, standing, quota);

  const base = speedAt(plan, question);
  const counted = countedAt(subscriber.usage, tenant.zone, nowMs);
  const { caps, changesAtMs } = fairUseAt(plan.fairUse, counted);
  if (quota?.isUsedUp) {
    const resetsAtMs = quota.period.untilMs ?? Infinity;
    caps.push({ rates: plan.quota!.slow!, resetsAtMs, tier: null, usedBytes: quota.count.usedBytes });
  }
  const speed = capSpeed(base.rates, caps);
  const countedHours = countedHoursOf(plan, question);
  const alarms = fairUseAlarms(plan.fairUse, { counted, speed, base: base.rates });
  const left = quota ? hardLimits(quota, plan, { countsWhole: countedHours === null }) : unlimited;
  const limits: Limits = {
    speed,
    bytesLeft: left.bytesLeft,
    secondsLeft: left.secondsLeft,
    metering: meteringOf(plan, { quota, countedHours, alarms }),
    changesAtMs: Math.min(changesAtMs, quota?.changesAtMs ?? Infinity),
  };
  return accept(question, standing, base, limits, causeOf(standing, base, speed, quota));
}

/** What the counts say of one who is served. */
interface Limits {
  /** Undefined: the base. */
  readonly speed: CappedSpeed | undefined;
  readonly bytesLeft: number;
  readonly secondsLeft: number;
  readonly metering: Metering | undefined;
  readonly changesAtMs: number;
}

const unlimited: Limits = {
  speed: undefined,
  bytesLeft: Infinity,
  secondsLeft: Infinity,
  metering: undefined,
  changesAtMs: Infinity,
};

function refuseByQuota<A>(
  question: PolicyQuestion<A>,
  { plan, subscription, holdsUntilMs }: Standing<A>,
  quota: QuotaState,
): Decision<A> {
  const { walledGarden } = question.tenant;
  const garden = quota.atZero === 'walled_garden' ? walledGarden : null;
  const countedHours = garden ? nothingCounts : countedHoursOf(plan, question);
  const refusal: Refusal<A> = {
    reason: 'aaa.quota_used_up',
    subscription,
    plan,
    metering: meteringOf(plan, { quota, countedHours, alarms: undefined }),
    quota: quota.count,
    changesAtMs: Math.min(holdsUntilMs, quota.changesAtMs),
  };
  return garden ? letIntoGarden(garden, refusal, question) : refuse(refusal);
}

/** Every login comes by here: arguments instead of an object of them. */
function accept<A>(
  { subscriber, nowMs }: PolicyQuestion<A>,
  { plan, subscription, endsAtMs, holdsUntilMs }: Standing<A>,
  base: BaseSpeed,
  limits: Limits,
  cause: PolicyCause,
): Decision<A> {
  const ownVolume = subscription.sessionVolumeBytes ?? plan.sessionVolumeBytes ?? Infinity;
  const volume = Math.min(ownVolume, limits.bytesLeft);
  const msLeft = Math.min(endsAtMs - nowMs, limits.secondsLeft * 1000);
  const speed = limits.speed ?? base.rates;
  const terms: Terms<A> = {
    access: 'full',
    downloadBps: speed.downloadBps,
    uploadBps: speed.uploadBps,
    burst: limits.speed?.by ? null : base.burst,
    framedIp: subscriber.framedIp,
    pool: subscriber.framedIp === null ? plan.pool : null,
    framedIpv6Prefix: subscriber.framedIpv6Prefix,
    ipv6Pool: subscriber.framedIpv6Prefix === null ? plan.ipv6Pool : null,
    delegatedIpv6Prefix: subscriber.delegatedIpv6Prefix,
    delegatedIpv6Pool: subscriber.delegatedIpv6Prefix === null ? plan.delegatedIpv6Pool : null,
    sessionTimeoutS: smallestTimeout(plan.sessionTimeoutS, msLeft),
    idleTimeoutS: plan.idleTimeoutS,
    interimIntervalS: plan.interimIntervalS,
    sessionVolumeBytes: volume === Infinity ? null : volume,
    maxSessions: subscriber.maxSessions ?? plan.maxSessions,
    addressList: plan.addressList,
    zoneRules: plan.zoneRules,
    planAttributes: plan.customAttributes,
    subscriberAttributes: subscriber.customAttributes,
  };
  const changesAtMs = Math.min(holdsUntilMs, base.changesAtMs, limits.changesAtMs);
  return { kind: 'accept', terms, subscription, cause, metering: limits.metering, changesAtMs };
}

function causeOf<A>(
  { plan, graceUntilMs }: Standing<A>,
  base: BaseSpeed,
  speed: CappedSpeed | undefined,
  quota: QuotaState | undefined,
): PolicyCause {
  const sold = ratesOf(plan);
  if (speed?.by) return capCause(speed.by, { rates: ratesOf(speed), sold, quota });
  const rates = ratesOf(base.rates);
  if (base.boost) {
    return { code: 'boost', rates, plan: sold, boostId: base.boost.id, untilMs: base.boost.untilMs };
  }
  if (base.rule) {
    const { id: ruleId, name: ruleName } = base.rule;
    const untilMs = base.changesAtMs === Infinity ? null : base.changesAtMs;
    return { code: 'speed_rule', rates, plan: sold, ruleId, ruleName, untilMs };
  }
  if (graceUntilMs !== null) return { code: 'grace', rates, untilMs: graceUntilMs };
  return { code: 'plan', rates };
}

function capCause(
  cap: NonNullable<CappedSpeed['by']>,
  { rates, sold, quota }: { rates: Rates; sold: Rates; quota: QuotaState | undefined },
): PolicyCause {
  if (cap.tier === null) return { code: 'quota_slow', rates, plan: sold, ...quota!.count };
  const { period, number: tier, thresholdBytes } = cap.tier;
  const resetsAtMs = cap.resetsAtMs === Infinity ? null : cap.resetsAtMs;
  const counts = { usedBytes: cap.usedBytes, limitBytes: thresholdBytes, resetsAtMs };
  return { code: 'fair_use', rates, plan: sold, period, tier, ...counts };
}

/** Without whatever else the object holds that the rates stand in. */
function ratesOf({ downloadBps, uploadBps }: Rates): Rates {
  return { downloadBps, uploadBps };
}
