import type { Tx } from '../../platform/db/index.ts';
import { lastInstant, type Actor } from '../../platform/http/index.ts';
import { findVersion } from '../plans/index.ts';
import { requireForEvent } from './cancel-subscription.ts';
import { subscriptionErrors } from './errors.ts';
import { auditSubscription, loadTimeZone } from './sell-plan.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { findFollower, updateSubscription } from './subscription-store.ts';
import { statusAfter, type Subscription } from './subscription.ts';
import { syncLabels } from './sync-labels.ts';
import { extendedEnd, nextPeriod } from './validity.ts';

/** Seconds and days are added to the end, or to now when that is past; `until` is the new end itself. */
export type Extension = { seconds: number } | { days: number } | { until: Date };

export interface ExtendInput {
  id: string;
  by: Extension;
  reason: string | null;
}

/** Moves the end of a subscription; one that was over comes back into force. What follows it moves along. */
export function extendSubscription(
  deps: SubscriptionDeps,
  actor: Actor,
  input: ExtendInput,
): Promise<Subscription> {
  const now = new Date(deps.clock.now());
  return deps.database.inTenant(actor.tenantId, (tx) => applyExtension({ tx, actor, now }, input));
}

/** The same within a transaction of the caller's. */
export async function applyExtension(
  { tx, actor, now }: { tx: Tx; actor: Actor; now: Date },
  { id, by, reason }: ExtendInput,
): Promise<Subscription> {
  const { tenantId } = actor;
  const before = await requireForEvent(tx, { tenantId, id, event: 'extend' });
  if (before.expiresAt === null) throw subscriptionErrors.noEnd();
  const timeZone = await loadTimeZone(tx, tenantId);
  const from = before.expiresAt > now ? before.expiresAt : now;
  const expiresAt = 'until' in by ? by.until : extendedEnd(from, by, { timeZone });
  requireSoundEnd(expiresAt, { startsAt: before.startsAt, now });
  const status = statusAfter(before.status, 'extend')!;
  const after = await updateSubscription(tx, { tenantId, id, change: { expiresAt, status } });
  await auditSubscription(tx, actor, { action: 'extended', before, after, reason });
  await moveFollower(tx, actor, { subscription: after, timeZone, now });
  await syncLabels(tx, { tenantId, subscriberIds: [before.subscriberId], now });
  return after;
}

function requireSoundEnd(expiresAt: Date, { startsAt, now }: { startsAt: Date; now: Date }): void {
  if (expiresAt <= now || expiresAt <= startsAt) throw unsoundEnd('is not after now and the start');
  if (expiresAt > lastInstant) throw unsoundEnd('is after the year 2199');
}

function unsoundEnd(message: string): Error {
  return subscriptionErrors.invalid({ details: [{ field: 'until', message }] });
}

/** What was to follow at the old end begins at the new one, for as long as its plan says. */
async function moveFollower(
  tx: Tx,
  actor: Actor,
  { subscription, timeZone, now }: { subscription: Subscription; timeZone: string; now: Date },
): Promise<void> {
  const { tenantId } = actor;
  const before = await findFollower(tx, { tenantId, id: subscription.id });
  if (before?.status !== 'pending') return;
  const version = (await findVersion(tx, { tenantId, id: before.planVersionId }))!;
  const period = nextPeriod(subscription, { validity: version.terms.validity, timeZone, now });
  const after = await updateSubscription(tx, { tenantId, id: before.id, change: period });
  await auditSubscription(tx, actor, { action: 'moved', before, after });
}
