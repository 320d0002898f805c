import type { ServiceLabel } from '../subscribers/index.ts';
import type { Period } from './validity.ts';

export const subscriptionStatuses = ['pending', 'active', 'expired', 'cancelled'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

export interface Subscription extends Period {
  id: string;
  subscriberId: string;
  planId: string;
  planVersionId: string;
  status: SubscriptionStatus;
  /** The highest of those in force gives the terms. */
  priority: number;
  assignedAt: Date;
  activatedAt: Date | null;
  cancelledAt: Date | null;
  /** Instead of the plan's. */
  sessionVolumeBytes: bigint | null;
  /** Instead of the plan's quota in bytes. */
  quotaBytes: bigint | null;
  notes: string | null;
  autoRenew: boolean;
  /** Null: the same plan. */
  renewalPlanId: string | null;
  /** The subscription whose end this one follows. */
  renewsId: string | null;
  revision: number;
}

/** `begin` and `end` are the clock's, the others a person's. */
export const subscriptionEvents = ['begin', 'end', 'extend', 'cancel', 'change_plan'] as const;
export type SubscriptionEvent = (typeof subscriptionEvents)[number];

/** An event that is not listed is refused. Changing the plan now ends this one and begins another. */
const transitions: Readonly<
  Record<SubscriptionStatus, Readonly<Partial<Record<SubscriptionEvent, SubscriptionStatus>>>>
> = {
  pending: { begin: 'active', extend: 'pending', cancel: 'cancelled' },
  active: { end: 'expired', extend: 'active', cancel: 'cancelled', change_plan: 'cancelled' },
  expired: { extend: 'active' },
  cancelled: {},
};

/** The status after this event, or undefined when the event is not for this status. */
export function statusAfter(
  status: SubscriptionStatus,
  event: SubscriptionEvent,
): SubscriptionStatus | undefined {
  return transitions[status][event];
}

/** Bought and not over by the record; the clock may say otherwise for a minute. */
export function isLive(status: SubscriptionStatus): boolean {
  return status === 'pending' || status === 'active';
}

type InForceFields = Pick<
  Subscription,
  'id' | 'status' | 'priority' | 'assignedAt' | 'startsAt' | 'expiresAt'
>;

/** In force by the clock alone, so that a late record changes nobody's service. */
export function isInForce(subscription: InForceFields, now: Date): boolean {
  const { status, startsAt, expiresAt } = subscription;
  return status !== 'cancelled' && startsAt <= now && (expiresAt === null || now < expiresAt);
}

/** Whose terms hold at `now`: of those in force the one of highest priority, then the newest. */
export function pickInForce<S extends InForceFields>(subscriptions: readonly S[], now: Date): S | undefined {
  let picked: S | undefined;
  for (const subscription of subscriptions) {
    if (isInForce(subscription, now) && (!picked || isPreferred(subscription, picked))) picked = subscription;
  }
  return picked;
}

function isPreferred(a: InForceFields, b: InForceFields): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  if (a.assignedAt.getTime() !== b.assignedAt.getTime()) return a.assignedAt > b.assignedAt;
  // Ids are UUIDv7: the later one was made later.
  return a.id > b.id;
}

/** Which one a list shows: the one in force, else the next to begin, else the one that ended last. */
export function shownService<S extends InForceFields>(subscriptions: readonly S[], now: Date): S | undefined {
  const inForce = pickInForce(subscriptions, now);
  if (inForce) return inForce;
  const bought = subscriptions.filter((one) => one.status !== 'cancelled');
  const [next] = bought
    .filter((one) => one.startsAt > now)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const [last] = bought
    .filter((one) => one.expiresAt !== null && one.expiresAt <= now)
    .toSorted((a, b) => b.expiresAt!.getTime() - a.expiresAt!.getTime());
  return next ?? last;
}

/** What the subscriptions say of their subscriber. `hasHadAny`: one has begun or was cancelled before. */
export function serviceLabel(
  subscriptions: readonly InForceFields[],
  { hasHadAny, graceMs, now }: { hasHadAny: boolean; graceMs: number; now: Date },
): ServiceLabel {
  if (pickInForce(subscriptions, now)) return 'active';
  const graceBegan = new Date(now.getTime() - graceMs);
  if (subscriptions.some((one) => endedBetween(one, graceBegan, now))) return 'grace';
  return hasHadAny ? 'expired' : 'new';
}

function endedBetween({ status, expiresAt }: InForceFields, after: Date, until: Date): boolean {
  return status !== 'cancelled' && expiresAt !== null && expiresAt > after && expiresAt <= until;
}
