import { uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { cancelWithFollower, requireForEvent } from './cancel-subscription.ts';
import { subscriptionErrors } from './errors.ts';
import { auditSubscription, loadTimeZone, requirePlanOnSale, sellPlan } from './sell-plan.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { findFollower, insertSubscription, updateSubscription } from './subscription-store.ts';
import type { Subscription } from './subscription.ts';
import { nextPeriod } from './validity.ts';

export interface ChangePlanInput {
  id: string;
  planId: string;
  /** `now` ends the present one and begins anew; `at_expiry` lets it run out and puts the other behind it. */
  when: 'now' | 'at_expiry';
}

/** Changes the plan of an active subscription; answers the subscription to the new plan. */
export function changeSubscriptionPlan(
  deps: SubscriptionDeps,
  actor: Actor,
  input: ChangePlanInput,
): Promise<Subscription> {
  const now = new Date(deps.clock.now());
  return deps.database.inTenant(actor.tenantId, (tx) => applyPlanChange(deps, { tx, actor, now }, input));
}

/** The same within a transaction of the caller's. */
export async function applyPlanChange(
  deps: Pick<SubscriptionDeps, 'clock' | 'random'>,
  { tx, actor, now }: { tx: Tx; actor: Actor; now: Date },
  { id, planId, when }: ChangePlanInput,
): Promise<Subscription> {
  const { tenantId } = actor;
  const present = await requireForEvent(tx, { tenantId, id, event: 'change_plan' });
  if (when === 'at_expiry') return follow(deps, { tx, actor, now }, { present, planId });
  const { subscriberId, priority, autoRenew, notes } = present;
  await cancelWithFollower(tx, actor, { subscription: present, reason: 'plan changed', now });
  const sale = { subscriberId, planId, priority, autoRenew, notes };
  return sellPlan(deps, { tx, actor, now }, { ...sale, ...withoutOwnTerms });
}

/** What a person set for the old plan does not follow to the new one. */
const withoutOwnTerms = {
  startsAt: undefined,
  expiresAt: undefined,
  renewalPlanId: null,
  sessionVolumeBytes: null,
  quotaBytes: null,
} as const;

async function follow(
  deps: Pick<SubscriptionDeps, 'clock' | 'random'>,
  { tx, actor, now }: { tx: Tx; actor: Actor; now: Date },
  { present, planId }: { present: Subscription; planId: string },
): Promise<Subscription> {
  const { tenantId } = actor;
  if (present.expiresAt === null) throw subscriptionErrors.noEnd();
  const version = await requirePlanOnSale(tx, { tenantId, planId, field: 'planId' });
  const timeZone = await loadTimeZone(tx, tenantId);
  const period = nextPeriod(present, { validity: version.terms.validity, timeZone, now });
  const terms = { ...period, planId, planVersionId: version.id };
  const before = await findFollower(tx, { tenantId, id: present.id });
  if (before) {
    if (before.status !== 'pending') throw subscriptionErrors.alreadyFollowed();
    const change = { ...terms, sessionVolumeBytes: null, quotaBytes: null };
    const after = await updateSubscription(tx, { tenantId, id: before.id, change });
    await auditSubscription(tx, actor, { action: 'changed', before, after });
    return after;
  }
  const after = await insertSubscription(tx, {
    tenantId,
    id: uuidv7(deps.clock, deps.random),
    subscriberId: present.subscriberId,
    ...terms,
    status: 'pending',
    priority: present.priority,
    assignedAt: now,
    autoRenew: present.autoRenew,
    renewsId: present.id,
  });
  await auditSubscription(tx, actor, { action: 'assigned', before: null, after });
  return after;
}
