import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

export interface BridgeRow {
  readonly tenantId: string;
  readonly vendors: string[];
}

/**
 * The bridges of these tenants that are on, held so until the end of the transaction: whoever turns one off waits, and
 * finds all rows to remove. One that is being turned off is missing.
 */
export async function holdBridges(tx: Tx, tenantIds: readonly string[]): Promise<BridgeRow[]> {
  const { rows } = await sql<BridgeRow>`
    select tenant_id, vendors from radius.bridge
    where tenant_id = any (${tenantIds}::uuid[]) and is_on order by tenant_id for share skip locked`.execute(
    tx,
  );
  return rows;
}

/** One bridge whose routers are due, locked. */
export async function lockDueBridge(tx: Tx): Promise<BridgeRow | undefined> {
  const { rows } = await sql<BridgeRow>`
    select tenant_id, vendors from radius.bridge where is_on and routers_are_due
    limit 1 for no key update skip locked`.execute(tx);
  return rows[0];
}

/** Where the vendors are others, everybody's groups are. */
export async function settleRouters(
  tx: Tx,
  { tenantId, vendors, isOther }: { tenantId: string; vendors: readonly string[]; isOther: boolean },
): Promise<void> {
  await sql`update radius.bridge set routers_are_due = false, vendors = ${vendors}::text[],
      everybody_is_due = everybody_is_due or ${isOther}
    where tenant_id = ${tenantId}`.execute(tx);
  if (!isOther) return;
  await sql`with mine as (select name from radius.bridged_group where tenant_id = ${tenantId} order by name for update)
    update radius.bridged_group g set due_at = '-infinity' from mine
    where g.tenant_id = ${tenantId} and g.name = mine.name`.execute(tx);
}

/** Rows that turning off left to a batch which was under way. */
export async function forgetBridgesOff(tx: Tx, { limit }: { limit: number }): Promise<void> {
  await sql`delete from radius.bridged_subscriber d using (
      select d.tenant_id, d.subscriber_id from radius.bridge b join radius.bridged_subscriber d using (tenant_id)
      where not b.is_on limit ${limit}
    ) off where d.tenant_id = off.tenant_id and d.subscriber_id = off.subscriber_id`.execute(tx);
}

/** What a statement of FreeRADIUS may take. */
const longestS = 5;

/** Ends connections of FreeRADIUS's logins that hold a transaction open: it would hold up the change feed of everybody. */
export async function endStuckLogins(tx: Tx): Promise<void> {
  await sql`select radius.end_stuck_logins(make_interval(secs => ${longestS}))`.execute(tx);
}
