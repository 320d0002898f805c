import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

export interface WatchedRouter {
  readonly tenantId: string;
  readonly nasId: string;
}

/** Routers of all tenants that hold rules of ours. As the worker. */
export function listWatched(tx: Tx, { limit }: { limit: number }): Promise<WatchedRouter[]> {
  return tx
    .selectFrom('sharing.router')
    .select(['tenantId', 'nasId'])
    .orderBy('nasId')
    .limit(limit)
    .execute();
}

export async function writeLook(
  tx: Tx,
  { tenantId, nasId, at, failure }: WatchedRouter & { at: Date; failure: string | null },
): Promise<void> {
  await tx
    .insertInto('sharing.router')
    .values({ tenantId, nasId, lookedAt: at, failure })
    .onConflict((conflict) => conflict.columns(['tenantId', 'nasId']).doUpdateSet({ lookedAt: at, failure }))
    .execute();
}

export async function forgetRouter(tx: Tx, { tenantId, nasId }: WatchedRouter): Promise<void> {
  await tx.deleteFrom('sharing.router').where('tenantId', '=', tenantId).where('nasId', '=', nasId).execute();
}

/** Tenants that have turned this on. */
export async function listWatchingTenants(tx: Tx, tenantIds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const tenantId of tenantIds) {
    await sql`select set_config('app.tenant', ${tenantId}, true)`.execute(tx);
    const row = await tx
      .selectFrom('settings.setting')
      .select('value')
      .where('tenantId', '=', tenantId)
      .where('key', '=', 'sharing.enabled')
      .executeTakeFirst();
    if (row?.value === true) found.push(tenantId);
  }
  return found;
}

/** The routers of a tenant that hold rules, by name. */
export async function listRouters(
  tx: Tx,
  tenantId: string,
): Promise<{ nasId: string; nasName: string; lookedAt: Date; failure: string | null }[]> {
  return tx
    .selectFrom('sharing.router as r')
    .innerJoin('nas.nas as n', (join) =>
      join.onRef('n.tenantId', '=', 'r.tenantId').onRef('n.id', '=', 'r.nasId'),
    )
    .select(['r.nasId', 'n.name as nasName', 'r.lookedAt', 'r.failure'])
    .where('r.tenantId', '=', tenantId)
    .orderBy('n.name')
    .limit(500)
    .execute();
}
