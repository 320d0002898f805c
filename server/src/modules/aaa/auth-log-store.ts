import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { AuthLogRow } from './auth-log.ts';

/** Writes the rows in one statement; their days must have partitions. */
export async function insertAuthLog(tx: Tx, rows: readonly AuthLogRow[]): Promise<void> {
  await sql`
    insert into aaa.auth_log (tenant_id, id, at, nas_id, subscriber_id, username, calling_station_id, nas_port_id,
      method, outcome, reason, count)
    select "tenantId", id, to_timestamp("atMs" / 1000.0), "nasId", "subscriberId", username, "callingStationId",
      "nasPortId", method, outcome, reason, count
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("tenantId" uuid, id uuid, "atMs" double precision,
      "nasId" uuid, "subscriberId" uuid, username text, "callingStationId" text, "nasPortId" text, method text,
      outcome text, reason text, count integer)`.execute(tx);
}

/** Makes the partition of the day that holds this instant, if there is none. */
export async function ensureAuthLogDay(tx: Tx, atMs: number): Promise<void> {
  await sql`select platform.create_partition('aaa.auth_log', to_timestamp(${atMs}::double precision / 1000.0))`.execute(
    tx,
  );
}

/** A row as staff see it. */
export interface AuthLogEntryRow {
  id: string;
  at: Date;
  nasId: string;
  nasName: string | null;
  subscriberId: string | null;
  username: string;
  callingStationId: string | null;
  nasPortId: string | null;
  method: string | null;
  outcome: 'accepted' | 'rejected' | 'not_kept';
  reason: string | null;
  count: number;
}

export interface AuthLogFilter {
  outcome?: AuthLogEntryRow['outcome'] | undefined;
  reason?: string | undefined;
  username?: string | undefined;
  subscriberId?: string | undefined;
  nasId?: string | undefined;
  from?: Date | undefined;
  /** Exclusive. */
  to?: Date | undefined;
}

export interface AuthLogMark {
  at: Date;
  id: string;
}

/** One row more than `limit`, the newest first, behind `after`. */
export async function listAuthLog(
  tx: Tx,
  options: { tenantId: string; filter: AuthLogFilter; limit: number; after: AuthLogMark | undefined },
): Promise<AuthLogEntryRow[]> {
  const { tenantId, filter, limit, after } = options;
  const { outcome, reason, username, subscriberId, nasId, from, to } = filter;
  let query = tx
    .selectFrom('aaa.authLog as l')
    .leftJoin('nas.nas as n', (join) =>
      join.onRef('n.tenantId', '=', 'l.tenantId').onRef('n.id', '=', 'l.nasId'),
    )
    .select([
      'l.id',
      'l.at',
      'l.nasId',
      'n.name as nasName',
      'l.subscriberId',
      'l.username',
      'l.callingStationId',
    ])
    .select(['l.nasPortId', 'l.method', 'l.outcome', 'l.reason', 'l.count'])
    .where('l.tenantId', '=', tenantId);
  if (outcome) query = query.where('l.outcome', '=', outcome);
  if (reason) query = query.where('l.reason', '=', reason);
  if (username) query = query.where('l.username', '=', username);
  if (subscriberId) query = query.where('l.subscriberId', '=', subscriberId);
  if (nasId) query = query.where('l.nasId', '=', nasId);
  if (from) query = query.where('l.at', '>=', from);
  if (to) query = query.where('l.at', '<', to);
  if (after) query = query.where(sql<boolean>`(l.at, l.id) < (${after.at}, ${after.id}::uuid)`);
  const rows = await query
    .orderBy('l.at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map((row) => ({ ...row, outcome: row.outcome as AuthLogEntryRow['outcome'] }));
}

/** Logins since an instant by outcome and reason, with the repetitions and those that were only counted. */
export async function countAuthLog(
  tx: Tx,
  { tenantId, since }: { tenantId: string; since: Date },
): Promise<{ outcome: AuthLogEntryRow['outcome']; reason: string | null; count: bigint }[]> {
  const { rows } = await sql<{ outcome: AuthLogEntryRow['outcome']; reason: string | null; count: bigint }>`
    select outcome, reason, sum(count)::bigint as count from aaa.auth_log
    where tenant_id = ${tenantId} and at >= ${since} group by outcome, reason order by count desc`.execute(
    tx,
  );
  return rows;
}
