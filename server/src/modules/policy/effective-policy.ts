import type { SubscriberStatus } from '../subscribers/index.ts';
import { loginHoursAt } from './login-windows.ts';
import type {
  Decision,
  PolicyPlanVersion,
  PolicyQuestion,
  PolicyRefusal,
  PolicySubscriber,
  PolicySubscription,
  Terms,
} from './policy.ts';
import { subscriptionAt } from './subscription-at.ts';

/**
 * Whether this subscriber gets service now, and on which terms. A pure function and the only place that
 * decides it: login, enforcement and explanation all ask here. Not asked here is what only a login knows:
 * its password, device, NAS and the sessions already open.
 */
export function effectivePolicy<A>({
  tenant,
  subscriber,
  planVersionOf,
  nowMs,
}: PolicyQuestion<A>): Decision<A> {
  if (tenant.isSuspended) return reject('aaa.tenant_suspended', Infinity);
  const refusal = refusalByStatus[subscriber.status];
  if (refusal) return reject(refusal, Infinity);

  const { chosen, hasExpired, changesAtMs } = subscriptionAt(subscriber.subscriptions, {
    graceMs: tenant.graceMs,
    nowMs,
  });
  if (!chosen) return reject(hasExpired ? 'aaa.expired' : 'aaa.no_subscription', changesAtMs);
  const plan = planVersionOf(chosen.planVersionId);
  if (!plan) return reject('aaa.no_subscription', changesAtMs);

  const hours = subscriber.loginHours && loginHoursAt(subscriber.loginHours, { zone: tenant.zone, nowMs });
  const holdsUntilMs = Math.min(changesAtMs, hours?.untilMs ?? Infinity);
  if (hours && !hours.isOpen) return reject('aaa.outside_login_hours', holdsUntilMs);

  const endsAtMs = Math.min((chosen.expiresAtMs ?? Infinity) + tenant.graceMs, hours?.untilMs ?? Infinity);
  const sessionTimeoutS = smallestTimeout(plan.sessionTimeoutS, endsAtMs - nowMs);
  return {
    kind: 'accept',
    terms: termsOf({ plan, subscriber, subscription: chosen, sessionTimeoutS }),
    subscription: chosen,
    changesAtMs: holdsUntilMs,
  };
}

/**
 * What a person decided about a subscriber refuses; `grace` and `expired` only record what the clock says
 * of the subscriptions, and the record may be late.
 */
const refusalByStatus: Record<SubscriberStatus, PolicyRefusal | null> = {
  new: null,
  active: null,
  grace: null,
  expired: null,
  paused: 'aaa.paused',
  suspended: 'aaa.suspended',
  disabled: 'aaa.disabled',
  closed: 'aaa.closed',
};

function reject<A>(reason: PolicyRefusal, changesAtMs: number): Decision<A> {
  return { kind: 'reject', reason, changesAtMs };
}

/** Session-Timeout is 32 bits, and some devices read it as signed. */
const maxTimeoutS = 2 ** 31 - 1;

/** At least one second: RADIUS has no timeout of zero, and a session that just fits ends at once. */
function smallestTimeout(planTimeoutS: number | null, msLeft: number): number | null {
  const secondsLeft = msLeft === Infinity ? Infinity : Math.max(1, Math.floor(msLeft / 1000));
  const smallest = Math.min(planTimeoutS ?? Infinity, secondsLeft);
  return smallest === Infinity ? null : Math.min(smallest, maxTimeoutS);
}

function termsOf<A>(source: {
  plan: PolicyPlanVersion<A>;
  subscriber: PolicySubscriber<A>;
  subscription: PolicySubscription;
  sessionTimeoutS: number | null;
}): Terms<A> {
  const { plan, subscriber, subscription, sessionTimeoutS } = source;
  return {
    downloadBps: plan.downloadBps,
    uploadBps: plan.uploadBps,
    burst: plan.burst,
    framedIp: subscriber.framedIp,
    pool: subscriber.framedIp === null ? plan.pool : null,
    framedIpv6Prefix: subscriber.framedIpv6Prefix,
    ipv6Pool: subscriber.framedIpv6Prefix === null ? plan.ipv6Pool : null,
    delegatedIpv6Prefix: subscriber.delegatedIpv6Prefix,
    delegatedIpv6Pool: subscriber.delegatedIpv6Prefix === null ? plan.delegatedIpv6Pool : null,
    sessionTimeoutS,
    idleTimeoutS: plan.idleTimeoutS,
    interimIntervalS: plan.interimIntervalS,
    sessionVolumeBytes: subscription.sessionVolumeBytes ?? plan.sessionVolumeBytes,
    maxSessions: subscriber.maxSessions ?? plan.maxSessions,
    addressList: plan.addressList,
    planAttributes: plan.customAttributes,
    subscriberAttributes: subscriber.customAttributes,
  };
}
