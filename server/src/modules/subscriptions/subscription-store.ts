import type { Insertable, Selectable, Updateable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import type { Subscription, SubscriptionStatus } from './subscription.ts';

interface SubscriptionKey {
  tenantId: string;
  id: string;
}

export async function findSubscription(
  tx: Tx,
  { tenantId, id }: SubscriptionKey,
): Promise<Subscription | undefined> {
  const row = await tx
    .selectFrom('subscriptions.subscription')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toSubscription(row);
}

/** The one that follows this at its end, whatever became of it. */
export async function findFollower(
  tx: Tx,
  { tenantId, id }: SubscriptionKey,
): Promise<Subscription | undefined> {
  const row = await tx
    .selectFrom('subscriptions.subscription')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('renewsId', '=', id)
    .executeTakeFirst();
  return row && toSubscription(row);
}

export async function listLive(
  tx: Tx,
  { tenantId, subscriberId }: { tenantId: string; subscriberId: string },
): Promise<Subscription[]> {
  const rows = await tx
    .selectFrom('subscriptions.subscription')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('subscriberId', '=', subscriberId)
    .where('status', 'in', ['pending', 'active'])
    .orderBy('id')
    .execute();
  return rows.map(toSubscription);
}

/** What decides a label: everything live, and what ended after `endedAfter`. */
export async function listForLabels(
  tx: Tx,
  {
    tenantId,
    subscriberIds,
    endedAfter,
  }: { tenantId: string; subscriberIds: readonly string[]; endedAfter: Date },
): Promise<Subscription[]> {
  if (subscriberIds.length === 0) return [];
  const rows = await tx
    .selectFrom('subscriptions.subscription')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('subscriberId', 'in', subscriberIds)
    .where((eb) =>
      eb.or([
        eb('status', 'in', ['pending', 'active']),
        eb.and([eb('status', '=', 'expired'), eb('expiresAt', '>', endedAfter)]),
      ]),
    )
    .execute();
  return rows.map(toSubscription);
}

/** Those of these subscribers for whom a subscription has begun or was cancelled. */
export async function listServedBefore(
  tx: Tx,
  { tenantId, subscriberIds }: { tenantId: string; subscriberIds: readonly string[] },
): Promise<Set<string>> {
  if (subscriberIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('subscribers.subscriber as subscriber')
    .select('subscriber.id')
    .where('subscriber.tenantId', '=', tenantId)
    .where('subscriber.id', 'in', subscriberIds)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('subscriptions.subscription as held')
          .select('held.id')
          .where('held.tenantId', '=', tenantId)
          .whereRef('held.subscriberId', '=', 'subscriber.id')
          .where('held.status', '<>', 'pending'),
      ),
    )
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Of each of these subscribers the subscription that ended last, if one ended. */
export async function listLastEnded(
  tx: Tx,
  { tenantId, subscriberIds }: { tenantId: string; subscriberIds: readonly string[] },
): Promise<Map<string, Pick<Subscription, 'id' | 'planId' | 'expiresAt'>>> {
  if (subscriberIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('subscriptions.subscription')
    .distinctOn('subscriberId')
    .select(['subscriberId', 'id', 'planId', 'expiresAt'])
    .where('tenantId', '=', tenantId)
    .where('subscriberId', 'in', subscriberIds)
    .where('status', '=', 'expired')
    .orderBy('subscriberId')
    .orderBy('expiresAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ subscriberId, ...ended }) => [subscriberId, ended]));
}

export interface SubscriptionFilter {
  subscriberId?: string | undefined;
  planId?: string | undefined;
  status?: SubscriptionStatus | undefined;
}

/** Reads `limit + 1` subscriptions, the newest first. */
export async function listSubscriptions(
  tx: Tx,
  page: { tenantId: string; filter: SubscriptionFilter; limit: number; after: string | undefined },
): Promise<Subscription[]> {
  const { tenantId, filter, limit, after } = page;
  let query = tx.selectFrom('subscriptions.subscription').selectAll().where('tenantId', '=', tenantId);
  if (filter.subscriberId !== undefined) query = query.where('subscriberId', '=', filter.subscriberId);
  if (filter.planId !== undefined) query = query.where('planId', '=', filter.planId);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (after !== undefined) query = query.where('id', '<', after);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map(toSubscription);
}

export async function insertSubscription(
  tx: Tx,
  row: Insertable<DB['subscriptions.subscription']>,
): Promise<Subscription> {
  return toSubscription(
    await tx.insertInto('subscriptions.subscription').values(row).returningAll().executeTakeFirstOrThrow(),
  );
}

/** Inserts renewals; one that was renewed by somebody else meanwhile is left out of the answer. */
export async function insertRenewals(
  tx: Tx,
  rows: Insertable<DB['subscriptions.subscription']>[],
): Promise<Subscription[]> {
  if (rows.length === 0) return [];
  const inserted = await tx
    .insertInto('subscriptions.subscription')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['tenantId', 'renewsId']).doNothing())
    .returningAll()
    .execute();
  return inserted.map(toSubscription);
}

/** Writes the fields and counts the revision up. */
export async function updateSubscription(
  tx: Tx,
  { tenantId, id, change }: SubscriptionKey & { change: Updateable<DB['subscriptions.subscription']> },
): Promise<Subscription> {
  const row = await tx
    .updateTable('subscriptions.subscription')
    .set(change)
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toSubscription(row);
}

export function toSubscription(row: Selectable<DB['subscriptions.subscription']>): Subscription {
  return {
    id: row.id,
    subscriberId: row.subscriberId,
    planId: row.planId,
    planVersionId: row.planVersionId,
    status: row.status as SubscriptionStatus,
    priority: row.priority,
    assignedAt: row.assignedAt,
    startsAt: row.startsAt,
    activatedAt: row.activatedAt,
    expiresAt: row.expiresAt,
    anchorAt: row.anchorAt,
    periodNumber: row.periodNumber,
    cancelledAt: row.cancelledAt,
    sessionVolumeBytes: row.sessionVolumeBytes,
    quotaBytes: row.quotaBytes,
    notes: row.notes,
    autoRenew: row.autoRenew,
    renewalPlanId: row.renewalPlanId,
    renewsId: row.renewsId,
    revision: row.revision,
  };
}
