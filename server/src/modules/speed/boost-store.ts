import type { Insertable, Selectable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import type { Boost } from './boost.ts';

interface Owner {
  tenantId: string;
  subscriberId: string;
}

/** Those of a subscriber that were granted after this instant or have not ended by it. */
export async function boostsSince(
  tx: Tx,
  { tenantId, subscriberId, since }: Owner & { since: Date },
): Promise<Boost[]> {
  const rows = await tx
    .selectFrom('speed.boost')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('subscriberId', '=', subscriberId)
    .where('endsAt', '>', since)
    .orderBy('endsAt', 'desc')
    .execute();
  return rows.map(toBoost);
}

/** Reads `limit + 1` boosts, the newest first. */
export async function listBoosts(
  tx: Tx,
  page: Owner & { limit: number; after: string | undefined },
): Promise<Boost[]> {
  const { tenantId, subscriberId, limit, after } = page;
  let query = tx
    .selectFrom('speed.boost')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('subscriberId', '=', subscriberId);
  if (after !== undefined) query = query.where('id', '<', after);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map(toBoost);
}

export async function findBoost(
  tx: Tx,
  { tenantId, subscriberId, id }: Owner & { id: string },
): Promise<Boost | undefined> {
  const row = await tx
    .selectFrom('speed.boost')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('subscriberId', '=', subscriberId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toBoost(row);
}

export async function insertBoost(tx: Tx, row: Insertable<DB['speed.boost']>): Promise<Boost> {
  return toBoost(await tx.insertInto('speed.boost').values(row).returningAll().executeTakeFirstOrThrow());
}

export async function endBoostAt(
  tx: Tx,
  { tenantId, id, endsAt }: { tenantId: string; id: string; endsAt: Date },
): Promise<Boost> {
  const row = await tx
    .updateTable('speed.boost')
    .set({ endsAt })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toBoost(row);
}

function toBoost(row: Selectable<DB['speed.boost']>): Boost {
  return {
    id: row.id,
    subscriberId: row.subscriberId,
    downloadBps: row.downloadBps,
    uploadBps: row.uploadBps,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    reason: row.reason,
    grantedByName: row.grantedByName,
  };
}
