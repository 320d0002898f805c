import {
  effectivePolicy,
  usageAt,
  type Decision,
  type PolicyPlanVersion,
  type PolicySubject,
  type PolicySubscription,
  type Rates,
  type StoredAttribute,
} from '../../policy/index.ts';

export type BridgedAccept = Extract<Decision<StoredAttribute>, { kind: 'accept' }>;

/** The policy's answer, taken apart by what changes when: FreeRADIUS asks rows that stand for a while. */
export interface BridgedTerms {
  readonly decision: BridgedAccept;
  readonly plan: PolicyPlanVersion<StoredAttribute> | undefined;
  /** When a session has to be over, in whole seconds since 1970: subscription, grace and login hours; null: no end. */
  readonly endsAtS: number | null;
  /** What is left of a quota of time that cuts; null: there is none. */
  readonly timeLeftS: number | null;
  /** Of a boost that runs; null: none does. */
  readonly boost: Rates | null;
  /** Tiers of fair use that were reached, and `quota` where its end slows. */
  readonly caps: readonly string[];
  /** When anything but a speed rule changes the answer. */
  readonly changesAtMs: number;
  /** When a speed rule may change the speed of everybody like this one. */
  readonly rulesChangeAtMs: number;
}

type Terms = BridgedTerms | { readonly refused: Extract<Decision<never>, { kind: 'reject' }> };

/** Asks the policy several times, each time without what the answer is to be free of; it is pure and quick. */
export function decideBridged(subject: PolicySubject, nowMs: number): Terms {
  const decision = effectivePolicy({ ...subject, nowMs });
  if (decision.kind === 'reject') return { refused: decision };
  const { subscription } = decision;
  const plan = subscription ? subject.planVersionOf(subscription.planVersionId) : undefined;
  const isFull = decision.terms.access === 'full';
  const withoutRules = { ...subject, tenant: { ...subject.tenant, speedRules: [] } };
  return {
    decision,
    plan,
    endsAtS: endOf(subject, nowMs),
    timeLeftS: isFull && subscription ? timeLeftOf(subject, subscription, nowMs) : null,
    boost: isFull ? boostOf(subject, nowMs) : null,
    caps: isFull ? capsOf(subject, plan, nowMs) : [],
    changesAtMs: effectivePolicy({ ...withoutRules, nowMs }).changesAtMs,
    rulesChangeAtMs: isFull && subscription ? rulesChangeAt(subject, subscription, nowMs) : Infinity,
  };
}

/**
 * Asked at a whole second, so that the second of the end is the same one whenever it is asked. Sessions that the plan
 * limits, and quotas of time, have no end that stands still: both are left out of the question.
 */
function endOf(subject: PolicySubject, nowMs: number): number | null {
  // The second to come: in the one that runs, what was granted within it does not hold from its beginning.
  const atS = Math.ceil(nowMs / 1000);
  const planVersionOf = changingPlan(subject, (plan) => ({
    ...plan,
    sessionTimeoutS: null,
    quota: plan.quota && { ...plan.quota, timeS: null },
  }));
  const answer = effectivePolicy({ ...subject, planVersionOf, nowMs: atS * 1000 });
  if (answer.kind === 'reject' || answer.terms.sessionTimeoutS === null) return null;
  const endsAtS = atS + answer.terms.sessionTimeoutS;
  return endsAtS > lastSecond ? null : endsAtS;
}

/** What FreeRADIUS can say of a date. */
const lastSecond = 2 ** 32 - 1;

/** With a subscription that has no end only the quota limits the time. */
function timeLeftOf(subject: PolicySubject, held: PolicySubscription, nowMs: number): number | null {
  const limitS = subject.planVersionOf(held.planVersionId)?.quota?.timeS ?? null;
  if (limitS === null) return null;
  const planVersionOf = changingPlan(subject, (plan) => ({ ...plan, sessionTimeoutS: null }));
  const answer = effectivePolicy({ ...subject, planVersionOf, subscriber: endless(subject, held), nowMs });
  return answer.kind === 'accept' ? answer.terms.sessionTimeoutS : null;
}

function boostOf(subject: PolicySubject, nowMs: number): Rates | null {
  if (subject.subscriber.boosts.length === 0) return null;
  const answer = effectivePolicy({ ...subject, planVersionOf: uncounted(subject), nowMs });
  if (answer.kind === 'reject' || answer.cause.code !== 'boost') return null;
  const { downloadBps, uploadBps } = answer.cause.rates;
  return { downloadBps, uploadBps };
}

function capsOf(
  subject: PolicySubject,
  plan: PolicyPlanVersion<StoredAttribute> | undefined,
  nowMs: number,
): string[] {
  if (!plan || (plan.fairUse.length === 0 && plan.quota?.atZero !== 'slow')) return [];
  const { periods, quota } = usageAt({ ...subject, nowMs });
  const tiers = periods.flatMap(({ period, tiers: all }) =>
    all.filter(({ isReached }) => isReached).map(({ number }) => `${period}${number}`),
  );
  if (quota?.atZero !== 'slow') return tiers;
  const { usedBytes, limitBytes, usedTimeS, limitTimeS } = quota.count;
  const isUsedUp = usedBytes >= (limitBytes ?? Infinity) || usedTimeS >= (limitTimeS ?? Infinity);
  return isUsedUp ? [...tiers, 'quota'] : tiers;
}

/** Of one on the same plan with the same tags, to whom nothing else ever happens. */
function rulesChangeAt(subject: PolicySubject, held: PolicySubscription, nowMs: number): number {
  if (subject.tenant.speedRules.length === 0) return Infinity;
  const subscriber = { ...endless(subject, held), usage: null, topUps: [], boosts: [] };
  return effectivePolicy({ ...subject, planVersionOf: uncounted(subject), subscriber, nowMs }).changesAtMs;
}

function endless({ subscriber }: PolicySubject, held: PolicySubscription): PolicySubject['subscriber'] {
  const subscriptions = [{ ...held, expiresAtMs: null }];
  return { ...subscriber, status: 'active', loginHours: null, subscriptions };
}

function uncounted(subject: PolicySubject): PolicySubject['planVersionOf'] {
  return changingPlan(subject, (plan) => ({ ...plan, quota: null, fairUse: [] }));
}

type Plan = PolicyPlanVersion<StoredAttribute>;

function changingPlan(
  { planVersionOf }: PolicySubject,
  change: (plan: Plan) => Plan,
): PolicySubject['planVersionOf'] {
  return (id) => {
    const plan = planVersionOf(id);
    return plan && change(plan);
  };
}
