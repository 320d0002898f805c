import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

/** Told by name; the others are in the count. */
const maxExpiring = 10;

export interface ExpiringSubscription {
  subscriberId: string;
  username: string;
  fullName: string | null;
  planName: string;
  expiresAt: Date;
  autoRenew: boolean;
}

/** Subscriptions that end until an instant, the next ones by name. */
export async function readExpiring(
  tx: Tx,
  { tenantId, now, until }: { tenantId: string; now: Date; until: Date },
): Promise<{ count: number; first: ExpiringSubscription[] }> {
  const counted = await sql<{ count: number }>`
    select count(*)::integer as count from subscriptions.subscription
    where tenant_id = ${tenantId} and status = 'active' and expires_at >= ${now} and expires_at < ${until}`.execute(
    tx,
  );
  const { rows } = await sql<ExpiringSubscription>`
    select u.subscriber_id, b.username, b.full_name, p.name as plan_name, u.expires_at, u.auto_renew
    from (
      select subscriber_id, plan_id, expires_at, auto_renew from subscriptions.subscription
      where tenant_id = ${tenantId} and status = 'active' and expires_at >= ${now} and expires_at < ${until}
      order by expires_at limit ${maxExpiring}
    ) as u
    join subscribers.subscriber b on b.tenant_id = ${tenantId} and b.id = u.subscriber_id
    join plans.plan p on p.tenant_id = ${tenantId} and p.id = u.plan_id
    order by u.expires_at`.execute(tx);
  return { count: counted.rows[0]!.count, first: rows };
}

/** The names of the tenant's NAS; a dashboard shows five of them. */
export async function readNasNames(tx: Tx, { tenantId }: { tenantId: string }): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('nas.nas')
    .select(['id', 'name'])
    .where('tenantId', '=', tenantId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether the tenant has nothing yet, and is led to the guide. */
export async function isFresh(tx: Tx, { tenantId }: { tenantId: string }): Promise<boolean> {
  const { rows } = await sql<{ isFresh: boolean }>`
    select not exists (select from sessions.session where tenant_id = ${tenantId})
      and not exists (select from sessions.traffic_hour where tenant_id = ${tenantId}) as is_fresh`.execute(
    tx,
  );
  return rows[0]!.isFresh;
}
