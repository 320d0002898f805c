import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { Who } from './simulation.ts';

/**
 * Reads `limit + 1` at most of those who are meant and held a subscription between the two instants, in the order of
 * their ids. Who is closed now is counted like anybody: they used what they used.
 */
export async function listMeant(
  tx: Tx,
  { tenantId, who, from, to, limit }: { tenantId: string; who: Who; from: Date; to: Date; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from subscribers.subscriber s
    where s.tenant_id = ${tenantId} and ${isMeant(who)} and exists (
      select from subscriptions.subscription b
      where b.tenant_id = s.tenant_id and b.subscriber_id = s.id and b.status <> 'cancelled' and b.starts_at < ${to}
        and (b.expires_at is null or b.expires_at > ${from})
        ${'planId' in who ? sql`and b.plan_id = ${who.planId}` : sql``})
    order by s.id limit ${limit + 1}`.execute(tx);
  return rows.map(({ id }) => id);
}

function isMeant(who: Who): RawBuilder<unknown> {
  if ('subscriberIds' in who) return sql`s.id = any(${[...who.subscriberIds]}::uuid[])`;
  return 'tags' in who ? sql`s.tags && ${[...who.tags]}::text[]` : sql`true`;
}
