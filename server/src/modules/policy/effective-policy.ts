import type { SubscriberStatus } from '../subscribers/index.ts';
import { loginHoursAt } from './time/login-windows.ts';
import type {
  Decision,
  PolicyPlanVersion,
  PolicyQuestion,
  PolicyRefusal,
  PolicySubscription,
} from './policy.ts';
import { serve } from './decision/serve.ts';
import { subscriptionAt, type SubscriptionAnswer } from './decision/subscription-at.ts';
import { letIntoGarden, refuse, type Refusal } from './decision/walled-garden.ts';

/**
 * Whether this subscriber gets service now, and on which terms. A pure function and the only place that
 * decides it: login, enforcement and explanation all ask here. Not asked here is what only a login knows:
 * its password, device, NAS and the sessions already open.
 */
export function effectivePolicy<A>(question: PolicyQuestion<A>): Decision<A> {
  const { tenant, subscriber, planVersionOf, nowMs } = question;
  if (tenant.isSuspended) return refuse(bare('aaa.tenant_suspended', Infinity));
  const refusal = refusalByStatus[subscriber.status];
  if (refusal && !isWalled(question, refusal)) return refuse(bare(refusal, Infinity));

  const held = subscriptionAt(subscriber.subscriptions, { graceMs: tenant.graceMs, nowMs });
  const { chosen, ended, changesAtMs } = held;
  if (refusal) return refuseOrWall(question, withPlan(question, refusal, held));
  if (!chosen)
    return refuseOrWall(question, withPlan(question, ended ? 'aaa.expired' : 'aaa.no_subscription', held));
  const plan = planVersionOf(chosen.planVersionId);
  if (!plan) return refuse(bare('aaa.no_subscription', changesAtMs));

  const hours = subscriber.loginHours && loginHoursAt(subscriber.loginHours, { zone: tenant.zone, nowMs });
  const holdsUntilMs = Math.min(changesAtMs, hours?.untilMs ?? Infinity);
  if (hours && !hours.isOpen) return refuse(bare('aaa.outside_login_hours', holdsUntilMs));
  const graceEndsAtMs = (chosen.expiresAtMs ?? Infinity) + tenant.graceMs;
  return serve(question, {
    plan,
    subscription: chosen,
    graceUntilMs: held.isInGrace ? graceEndsAtMs : null,
    endsAtMs: Math.min(graceEndsAtMs, hours?.untilMs ?? Infinity),
    holdsUntilMs,
  });
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

function bare<A>(reason: PolicyRefusal, changesAtMs: number): Refusal<A> {
  return { reason, subscription: null, plan: undefined, changesAtMs };
}

function withPlan<A>(
  { planVersionOf }: PolicyQuestion<A>,
  reason: PolicyRefusal,
  { chosen, ended, changesAtMs }: SubscriptionAnswer,
): Refusal<A> {
  const subscription: PolicySubscription | null = chosen ?? ended ?? null;
  const plan: PolicyPlanVersion<A> | undefined = subscription
    ? planVersionOf(subscription.planVersionId)
    : undefined;
  return { reason, subscription, plan, changesAtMs };
}

function isWalled<A>({ tenant }: PolicyQuestion<A>, reason: PolicyRefusal): boolean {
  return tenant.walledGarden !== null && tenant.walledFor.has(reason);
}

function refuseOrWall<A>(question: PolicyQuestion<A>, refusal: Refusal<A>): Decision<A> {
  const { walledGarden } = question.tenant;
  if (!walledGarden || !isWalled(question, refusal.reason)) return refuse(refusal);
  return letIntoGarden(walledGarden, refusal, question);
}
