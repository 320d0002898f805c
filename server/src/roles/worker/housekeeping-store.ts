import { sql } from 'kysely';
import { keptHoursDays, keptMinutesDays } from '../../modules/sessions/index.ts';
import type { Tx } from '../../platform/db/index.ts';

/** A reader of the change feed that has been away for longer loads everything again. */
const changesKeptMinutes = 60;
const maxPrunedAtOnce = 10_000;
const authLogDaysAhead = 3;

/**
 * Moves the horizon past the changes that are about to go, in a transaction of its own before they go: a
 * reader that finds rows missing must find the horizon moved.
 */
export async function moveChangeHorizon(tx: Tx): Promise<void> {
  // The feed's times are the database's own, so its clock tells their age.
  await sql`update platform.change_horizon h set xid = (last.xid::text::numeric + 1)::text::xid8
    from (
      select xid from platform.change
      where recorded_at < now() - make_interval(mins => ${changesKeptMinutes})
      order by xid desc limit 1
    ) as last
    where last.xid >= h.xid`.execute(tx);
}

/** Deletes changes behind the horizon and answers how many; call it again until it answers 0. */
export async function pruneChanges(tx: Tx): Promise<number> {
  const { rows } = await sql<{ pruned: bigint }>`
    with gone as (
      delete from platform.change c using (
        select ctid from platform.change
        where recorded_at < now() - make_interval(mins => ${changesKeptMinutes})
          and xid < (select xid from platform.change_horizon)
        limit ${maxPrunedAtOnce}
      ) as old where c.ctid = old.ctid returning 1
    )
    select count(*) as pruned from gone`.execute(tx);
  return Number(rows[0]!.pruned);
}

/** The authentication log is written without a look at the calendar: its days are made before they come. */
export async function makeAuthLogPartitionsAhead(tx: Tx, { nowMs }: { nowMs: number }): Promise<void> {
  await sql`select platform.create_partition('aaa.auth_log', at)
    from generate_series(${new Date(nowMs)}::timestamptz,
      ${new Date(nowMs)}::timestamptz + make_interval(days => ${authLogDaysAhead}), interval '1 day') as at`.execute(
    tx,
  );
}

export async function listTenantIds(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('tenancy.tenant').select('id').orderBy('id').execute();
  return rows.map((row) => row.id);
}

export async function removeExpiredStaffSessions(
  tx: Tx,
  { tenantId, nowMs }: { tenantId: string; nowMs: number },
): Promise<void> {
  await tx
    .deleteFrom('staff.session')
    .where('tenantId', '=', tenantId)
    .where('expiresAt', '<', new Date(nowMs))
    .execute();
}

const minuteTables = ['aaa.login_minute', 'sessions.traffic_minute', 'sessions.online_minute'];
const hourTables = ['aaa.login_hour', 'sessions.traffic_hour', 'sessions.online_hour'];
const dayMs = 86_400_000;

/** Forgets the roll-ups that are older than is kept; tenant by tenant, because their keys begin with it. */
export async function pruneRollUps(
  tx: Tx,
  { tenantId, nowMs }: { tenantId: string; nowMs: number },
): Promise<void> {
  const remove = (table: string, column: string, days: number): Promise<unknown> =>
    sql`delete from ${sql.table(table)} where tenant_id = ${tenantId}
      and ${sql.ref(column)} < ${new Date(nowMs - days * dayMs)}`.execute(tx);
  for (const table of minuteTables) await remove(table, 'minute', keptMinutesDays);
  for (const table of hourTables) await remove(table, 'hour', keptHoursDays);
}
