import type { PolicySubscription } from '../policy.ts';

export interface SubscriptionAnswer {
  /** The one whose terms are in force; undefined: none. */
  readonly chosen: PolicySubscription | undefined;
  /** It has expired and serves on for the tenant's grace. */
  readonly isInGrace: boolean;
  /** Where none is in force, the one that ended last; undefined: there never was one. */
  readonly ended: PolicySubscription | undefined;
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
  let ended: PolicySubscription | undefined;
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
    else ended = laterEnd(ended, subscription);
  }
  const chosen = inForce ?? inGrace;
  const isInGrace = !inForce && inGrace !== undefined;
  return { chosen, isInGrace, ended: chosen ? undefined : ended, changesAtMs };
}

function preferred(a: PolicySubscription | undefined, b: PolicySubscription): PolicySubscription {
  if (!a) return b;
  if (a.priority !== b.priority) return a.priority > b.priority ? a : b;
  if (a.assignedAtMs !== b.assignedAtMs) return a.assignedAtMs > b.assignedAtMs ? a : b;
  // Ids are UUIDv7: the later one was made later.
  return a.id > b.id ? a : b;
}

function laterEnd(a: PolicySubscription | undefined, b: PolicySubscription): PolicySubscription {
  if (!a || a.expiresAtMs === b.expiresAtMs) return preferred(a, b);
  return a.expiresAtMs! > b.expiresAtMs! ? a : b;
}
