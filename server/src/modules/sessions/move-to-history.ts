import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

/** Closed sessions stay beside the open ones so long, because packets about them may still come. */
const keptClosedDays = 7;
/** Rows moved in one transaction. */
const maxMovedAtOnce = 500;
const monthsAhead = 2;
/** Moves a backlog of so many months at most in one call; the rest follows with the next. */
const maxPartitionsAtOnce = 24;

/**
 * Moves sessions closed more than seven days ago to the history, whose partitions it makes, and answers how
 * many; call it again until it answers 0. Their ids stay.
 */
export async function moveToHistory(tx: Tx, { nowMs }: { nowMs: number }): Promise<number> {
  const before = new Date(nowMs - keptClosedDays * 86_400_000);
  await makePartitions(tx, before);
  const { rows } = await sql<{ id: string }>`
    with old as (
      select tenant_id, id from sessions.session where stopped_at < ${before}
      order by stopped_at limit ${maxMovedAtOnce} for update skip locked
    ), moved as (
      delete from sessions.session s using old where s.tenant_id = old.tenant_id and s.id = old.id
      returning s.*
    )
    insert into sessions.history select * from moved returning id`.execute(tx);
  return rows.length;
}

/** Partitions of the next months, so that the history never waits for one. */
export async function makeHistoryPartitionsAhead(tx: Tx, { nowMs }: { nowMs: number }): Promise<void> {
  await sql`select platform.create_partition('sessions.history', at)
    from generate_series(${new Date(nowMs)}::timestamptz,
      ${new Date(nowMs)}::timestamptz + make_interval(months => ${monthsAhead}), interval '1 month') as at`.execute(
    tx,
  );
}

/** Those that the rows to be moved need: ends may lie far back after a long outage of the worker. */
async function makePartitions(tx: Tx, before: Date): Promise<void> {
  await sql`select platform.create_partition('sessions.history', month) from (
      select distinct date_trunc('month', stopped_at, 'UTC') as month from (
        select stopped_at from sessions.session where stopped_at < ${before}
        order by stopped_at limit ${maxMovedAtOnce}
      ) as next limit ${maxPartitionsAtOnce}
    ) as months`.execute(tx);
}
