import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import { toSubscription } from './subscription-store.ts';
import type { Subscription } from './subscription.ts';

export interface DueInstants {
  now: Date;
  /** What ends before this and renews itself is due for it. */
  renewBefore: Date;
  /** What ended after this is in grace. */
  graceBegan: Date;
}

/**
 * Subscribers with anything for the tick to do, in the order of their ids: a subscription to begin, to
 * renew or to end, or a grace that is over or was lengthened.
 */
export async function listDueSubscribers(
  tx: Tx,
  page: DueInstants & { tenantId: string; after: string; limit: number },
): Promise<string[]> {
  const { tenantId, now, renewBefore, graceBegan, after, limit } = page;
  const { rows } = await sql<{ subscriberId: string }>`
    select subscriber_id from (
      select subscriber_id from subscriptions.subscription
        where tenant_id = ${tenantId} and status = 'pending' and starts_at <= ${now}
      union
      select subscriber_id from subscriptions.subscription
        where tenant_id = ${tenantId} and status = 'active' and expires_at <= ${now}
      union
      select s.subscriber_id from subscriptions.subscription s
        join subscribers.subscriber p on p.tenant_id = s.tenant_id and p.id = s.subscriber_id
        where s.tenant_id = ${tenantId} and s.status = 'active' and s.expires_at <= ${renewBefore} and s.auto_renew
          and p.status in ('new', 'active', 'grace', 'expired')
          and not exists (select from subscriptions.subscription r where r.tenant_id = s.tenant_id and r.renews_id = s.id)
      union
      select p.id from subscribers.subscriber p
        where p.tenant_id = ${tenantId} and p.status = 'grace'
          and not exists (select from subscriptions.subscription s
            where s.tenant_id = p.tenant_id and s.subscriber_id = p.id and s.status = 'expired' and s.expires_at > ${graceBegan})
      union
      select s.subscriber_id from subscriptions.subscription s
        join subscribers.subscriber p on p.tenant_id = s.tenant_id and p.id = s.subscriber_id
        where s.tenant_id = ${tenantId} and s.status = 'expired' and s.expires_at > ${graceBegan} and p.status = 'expired'
    ) due
    where subscriber_id > ${after}
    order by subscriber_id
    limit ${limit}`.execute(tx);
  return rows.map((row) => row.subscriberId);
}

/** The record follows the clock; the revision, which counts what people change, stays. */
export async function beginDue(
  tx: Tx,
  { tenantId, subscriberIds, now }: { tenantId: string; subscriberIds: readonly string[]; now: Date },
): Promise<number> {
  const rows = await tx
    .updateTable('subscriptions.subscription')
    .set((eb) => ({ status: 'active', activatedAt: eb.ref('startsAt') }))
    .where('tenantId', '=', tenantId)
    .where('subscriberId', 'in', subscriberIds)
    .where('status', '=', 'pending')
    .where('startsAt', '<=', now)
    .returning('id')
    .execute();
  return rows.length;
}

export async function endDue(
  tx: Tx,
  { tenantId, subscriberIds, now }: { tenantId: string; subscriberIds: readonly string[]; now: Date },
): Promise<number> {
  const rows = await tx
    .updateTable('subscriptions.subscription')
    .set({ status: 'expired' })
    .where('tenantId', '=', tenantId)
    .where('subscriberId', 'in', subscriberIds)
    .where('status', '=', 'active')
    .where('expiresAt', '<=', now)
    .returning('id')
    .execute();
  return rows.length;
}

/** Active, about to end or just ended, renewing itself and not renewed. */
export async function listToRenew(
  tx: Tx,
  question: { tenantId: string; subscriberIds: readonly string[]; renewBefore: Date },
): Promise<Subscription[]> {
  const { tenantId, subscriberIds, renewBefore } = question;
  if (subscriberIds.length === 0) return [];
  const rows = await tx
    .selectFrom('subscriptions.subscription as ending')
    .selectAll()
    .where('ending.tenantId', '=', tenantId)
    .where('ending.subscriberId', 'in', subscriberIds)
    .where('ending.status', '=', 'active')
    .where('ending.autoRenew', '=', true)
    .where('ending.expiresAt', '<=', renewBefore)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('subscriptions.subscription as renewal')
            .select('renewal.id')
            .where('renewal.tenantId', '=', tenantId)
            .whereRef('renewal.renewsId', '=', 'ending.id'),
        ),
      ),
    )
    .orderBy('ending.id')
    .execute();
  return rows.map(toSubscription);
}
