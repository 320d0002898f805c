import type { PolicySubscription } from './policy.ts';

export interface SubscriptionAnswer {
  /** The one whose terms are in force; undefined: none. */
  readonly chosen: PolicySubscription | undefined;
  /** None is in force, but one has been. */
  readonly hasExpired: boolean;
  /** The next instant at which one begins, ends or leaves its grace. */
  readonly changesAtMs: number;
}

/**
 * Picks the subscription in force by the clock alone: highest priority, then the newest. One that has
 * expired serves on for the tenant's grace, but only where nothing else is in force.
 */
export function subscriptionAt(
  subscriptions: readonly PolicySubscription[],
  { graceMs, nowMs }: { graceMs: number; nowMs: number },
): SubscriptionAnswer {
  let inForce: PolicySubscription | undefined;
  let inGrace: PolicySubscription | undefined;
  let hasExpired = false;
  let changesAtMs = Infinity;
  const changes = (atMs: number): void => {
    if (atMs > nowMs && atMs < changesAtMs) changesAtMs = atMs;
  };
  for (const subscription of subscriptions) {
    if (subscription.isCancelled) continue;
    const expiresAtMs = subscription.expiresAtMs ?? Infinity;
    changes(subscription.startsAtMs);
    changes(expiresAtMs);
    changes(expiresAtMs + graceMs);
    if (nowMs < subscription.startsAtMs) continue;
    if (nowMs < expiresAtMs) inForce = preferred(inForce, subscription);
    else if (nowMs < expiresAtMs + graceMs) inGrace = preferred(inGrace, subscription);
    else hasExpired = true;
  }
  const chosen = inForce ?? inGrace;
  return { chosen, hasExpired: !chosen && hasExpired, changesAtMs };
}

function preferred(a: PolicySubscription | undefined, b: PolicySubscription): PolicySubscription {
  if (!a) return b;
  if (a.priority !== b.priority) return a.priority > b.priority ? a : b;
  if (a.assignedAtMs !== b.assignedAtMs) return a.assignedAtMs > b.assignedAtMs ? a : b;
  // Ids are UUIDv7: the later one was made later.
  return a.id > b.id ? a : b;
}
