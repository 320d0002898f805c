import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { SessionChange } from '../sessions/index.ts';

/** Changes of one tenant in one transaction that are told one by one; beyond, pages are told to read anew. */
const maxTold = 200;
/** Longer than any page's stream waits for its next look. */
const keptMinutes = 5;
const maxPrunedAtOnce = 10_000;

/** Writes which sessions opened and ended, one row a tenant, in the transaction that knows it. */
export async function announceSessions(tx: Tx, changes: readonly SessionChange[]): Promise<void> {
  const byTenant = Map.groupBy(changes, ({ tenantId }) => tenantId);
  const rows = [...byTenant].map(([tenantId, told]) => ({
    tenant_id: tenantId,
    payload:
      told.length > maxTold
        ? null
        : told.map(({ id, nasId, subscriberId, username, kind }) => ({
            id,
            nasId,
            subscriberId,
            username,
            kind,
          })),
  }));
  await sql`insert into live.event (tenant_id, kind, payload)
    select tenant_id, 'session', payload from json_to_recordset(${JSON.stringify(rows)}::json)
      as r (tenant_id uuid, payload jsonb)`.execute(tx);
}

/** Deletes events that every page has seen or missed, and answers how many; call it until it answers 0. */
export async function pruneLiveEvents(tx: Tx): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from live.event e using (
      select ctid from live.event where recorded_at < now() - make_interval(mins => ${keptMinutes})
      limit ${maxPrunedAtOnce}
    ) as old where e.ctid = old.ctid`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** What one transaction did; null: too much to tell. */
export interface LiveEvent {
  changes: Omit<SessionChange, 'tenantId'>[] | null;
}

/** The transaction below which everything has committed or never will. */
export async function readHorizon(tx: Tx): Promise<string> {
  const { rows } = await sql<{
    xid: string;
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(tx);
  return rows[0]!.xid;
}

/** Events of the transactions from one horizon up to the next. */
export async function readEvents(
  tx: Tx,
  { tenantId, from, to, limit }: { tenantId: string; from: string; to: string; limit: number },
): Promise<LiveEvent[]> {
  const { rows } = await sql<LiveEvent>`
    select payload as changes from live.event
    where tenant_id = ${tenantId} and xid >= ${from}::xid8 and xid < ${to}::xid8
    order by xid limit ${limit}`.execute(tx);
  return rows;
}
