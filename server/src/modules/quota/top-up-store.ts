import type { Insertable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import type { TopUpGranted } from './top-up.ts';

const shown = ['id', 'subscriberId', 'at', 'until', 'bytes', 'timeS', 'reason', 'grantedByName'] as const;

export function insertTopUp(tx: Tx, row: Insertable<DB['quota.topUp']>): Promise<TopUpGranted> {
  return tx.insertInto('quota.topUp').values(row).returning(shown).executeTakeFirstOrThrow();
}

/** The one that this person was granted with this key. */
export function findTopUpByKey(
  tx: Tx,
  { tenantId, grantedBy, key }: { tenantId: string; grantedBy: string; key: string },
): Promise<TopUpGranted | undefined> {
  return tx
    .selectFrom('quota.topUp')
    .select(shown)
    .where('tenantId', '=', tenantId)
    .where('grantedBy', '=', grantedBy)
    .where('idempotencyKey', '=', key)
    .executeTakeFirst();
}

/** How many of a subscriber may hold at `now`: those without an end if granted since `since`. */
export async function countTopUps(
  tx: Tx,
  { tenantId, subscriberId, now, since }: { tenantId: string; subscriberId: string; now: Date; since: Date },
): Promise<number> {
  const { count } = await tx
    .selectFrom('quota.topUp')
    .select((fields) => fields.fn.countAll<bigint>().as('count'))
    .where('tenantId', '=', tenantId)
    .where('subscriberId', '=', subscriberId)
    .where((fields) =>
      fields.or([
        fields('until', '>', now),
        fields.and([fields('until', 'is', null), fields('at', '>', since)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Reads `limit + 1` of a subscriber, the newest first. */
export function listTopUps(
  tx: Tx,
  page: { tenantId: string; subscriberId: string; limit: number; after: string | undefined },
): Promise<TopUpGranted[]> {
  let query = tx
    .selectFrom('quota.topUp')
    .select(shown)
    .where('tenantId', '=', page.tenantId)
    .where('subscriberId', '=', page.subscriberId);
  if (page.after !== undefined) query = query.where('id', '<', page.after);
  return query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}
