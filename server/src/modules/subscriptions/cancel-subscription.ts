import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { requireOpenSubscriber } from '../subscribers/index.ts';
import { subscriptionErrors } from './errors.ts';
import { auditSubscription } from './sell-plan.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { findFollower, findSubscription, updateSubscription } from './subscription-store.ts';
import { statusAfter, type Subscription, type SubscriptionEvent } from './subscription.ts';
import { syncLabels } from './sync-labels.ts';

/** Ends a subscription now. Without another in force, access ends with it. */
export function cancelSubscription(
  deps: SubscriptionDeps,
  actor: Actor,
  { id, reason }: { id: string; reason: string | null },
): Promise<Subscription> {
  const { tenantId } = actor;
  const now = new Date(deps.clock.now());
  return deps.database.inTenant(tenantId, async (tx) => {
    const subscription = await requireForEvent(tx, { tenantId, id, event: 'cancel' });
    const cancelled = await cancelWithFollower(tx, actor, { subscription, reason, now });
    await syncLabels(tx, { tenantId, subscriberIds: [subscription.subscriberId], now });
    return cancelled;
  });
}

/** The subscription with its subscriber's row locked; 404, or 409 when the state table refuses the event. */
export async function requireForEvent(
  tx: Tx,
  { tenantId, id, event }: { tenantId: string; id: string; event: SubscriptionEvent },
): Promise<Subscription> {
  const seen = await findSubscription(tx, { tenantId, id });
  if (!seen) throw subscriptionErrors.notFound();
  await requireOpenSubscriber(tx, { tenantId, id: seen.subscriberId });
  const subscription = (await findSubscription(tx, { tenantId, id }))!;
  if (statusAfter(subscription.status, event) === undefined) {
    const message = `is not for a subscription that is ${subscription.status}`;
    throw subscriptionErrors.eventRefused({ details: [{ field: event, message }] });
  }
  return subscription;
}

/**
 * Cancels a subscription and the one that was to follow it. A follower that is cancelled by itself lets go
 * of the one before, which is not renewed again either: somebody decided that it ends.
 */
export async function cancelWithFollower(
  tx: Tx,
  actor: Actor,
  { subscription, reason, now }: { subscription: Subscription; reason: string | null; now: Date },
): Promise<Subscription> {
  const { tenantId } = actor;
  const follower = await findFollower(tx, { tenantId, id: subscription.id });
  if (follower?.status === 'pending') await cancelOne(tx, actor, { subscription: follower, reason, now });
  if (subscription.status === 'pending' && subscription.renewsId !== null) {
    const before = (await findSubscription(tx, { tenantId, id: subscription.renewsId }))!;
    const after = await updateSubscription(tx, { tenantId, id: before.id, change: { autoRenew: false } });
    await auditSubscription(tx, actor, { action: 'changed', before, after, reason });
  }
  return cancelOne(tx, actor, { subscription, reason, now });
}

async function cancelOne(
  tx: Tx,
  actor: Actor,
  { subscription, reason, now }: { subscription: Subscription; reason: string | null; now: Date },
): Promise<Subscription> {
  const isPending = subscription.status === 'pending';
  const after = await updateSubscription(tx, {
    tenantId: actor.tenantId,
    id: subscription.id,
    change: {
      status: 'cancelled',
      cancelledAt: now,
      autoRenew: false,
      // What never began leaves its place free for another follower.
      ...(isPending && { renewsId: null }),
    },
  });
  await auditSubscription(tx, actor, { action: 'cancelled', before: subscription, after, reason });
  return after;
}
