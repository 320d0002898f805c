import { sql, type RawBuilder } from 'kysely';
import { pageBound, type Tx } from '../../../platform/db/index.ts';
import type { AuthLogRow } from './auth-log.ts';
import type { LoginCount } from './login-minute-store.ts';

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
  /** Every spelling of one device's Calling-Station-Id. */
  stations?: readonly string[] | undefined;
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
    .where('l.tenantId', '=', tenantId)
    .where(matches(filter));
  if (after) query = query.where(sql<boolean>`(l.at, l.id) < (${after.at}, ${after.id}::uuid)`);
  const rows = await query.orderBy('l.at', 'desc').orderBy('l.id', 'desc').limit(pageBound(limit)).execute();
  return rows.map((row) => ({ ...row, outcome: row.outcome as AuthLogEntryRow['outcome'] }));
}

/** Logins that match, by step and outcome, as `countLogins` answers them from the roll-ups for coarser filters. */
export async function countAuthLogSteps(
  tx: Tx,
  { tenantId, filter, stepS }: { tenantId: string; filter: AuthLogFilter; stepS: number },
): Promise<LoginCount[]> {
  const { rows } = await sql<LoginCount>`
    select date_bin(make_interval(secs => ${stepS}), l.at, 'epoch'::timestamptz) as at, coalesce(l.reason, '') as reason,
      sum(l.count)::bigint as count
    from aaa.auth_log l where l.tenant_id = ${tenantId} and ${matches(filter)} and l.outcome <> 'not_kept'
    group by 1, 2 order by 1, 2`.execute(tx);
  return rows;
}

function matches(filter: AuthLogFilter): RawBuilder<boolean> {
  const { outcome, reason, username, stations, subscriberId, nasId, from, to } = filter;
  const parts = [sql<boolean>`true`];
  if (outcome) parts.push(sql`l.outcome = ${outcome}`);
  if (reason) parts.push(sql`l.reason = ${reason}`);
  if (username) parts.push(sql`l.username = ${username}`);
  if (stations) parts.push(sql`l.calling_station_id = any (${[...stations]}::text[])`);
  if (subscriberId) parts.push(sql`l.subscriber_id = ${subscriberId}`);
  if (nasId) parts.push(sql`l.nas_id = ${nasId}`);
  if (from) parts.push(sql`l.at >= ${from}`);
  if (to) parts.push(sql`l.at < ${to}`);
  return sql<boolean>`(${sql.join(parts, sql` and `)})`;
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
