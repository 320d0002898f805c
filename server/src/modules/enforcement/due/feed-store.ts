import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

/** Where the change feed stands and how far all workers together have followed it. */
export interface FeedPosition {
  /** Everything before this transaction is committed or will never be. */
  readonly upper: string;
  readonly from: string;
  /** Changes before this one were pruned. */
  readonly horizon: string;
  /** Another one after a restore: transaction numbers of before say nothing then. */
  readonly source: string;
  readonly followedSource: string;
}

const upper = sql`pg_snapshot_xmin(pg_current_snapshot())`;
const source = sql`concat_ws('/', (pg_control_system()).system_identifier, (pg_control_checkpoint()).timeline_id,
  (select oid from pg_database where datname = current_database()), 'platform.change'::regclass::oid)`;

/**
 * Whether the feed holds anything behind the position. Asked before it is locked: a lock is a write, and four of these
 * a second would go on when nothing happens. The position then stays where it is, for nothing lies between.
 */
export async function hasFeedNews(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ hasNews: boolean }>`
    select p.source <> ${source} or p.xid > ${upper} or p.xid < h.xid
      or exists (select from platform.change c where c.xid >= p.xid and c.xid < ${upper}) as has_news
    from enforcement.feed_position p cross join platform.change_horizon h`.execute(tx);
  return rows[0]!.hasNews;
}

/** Locks the position until the end of the transaction; undefined while another worker follows. */
export async function lockFeedPosition(tx: Tx): Promise<FeedPosition | undefined> {
  const { rows: held } = await sql<{ from: string; followedSource: string }>`
    select xid::text as "from", source as followed_source from enforcement.feed_position
    for update skip locked`.execute(tx);
  if (!held[0]) return undefined;
  const { rows } = await sql<Pick<FeedPosition, 'upper' | 'horizon' | 'source'>>`
    select ${upper}::text as upper, xid::text as horizon, ${source} as source
    from platform.change_horizon`.execute(tx);
  return { ...held[0], ...rows[0]! };
}

export async function moveFeedPosition(
  tx: Tx,
  { upper, source }: Pick<FeedPosition, 'upper' | 'source'>,
): Promise<void> {
  await sql`update enforcement.feed_position set xid = ${upper}::xid8, source = ${source}`.execute(tx);
}

export interface FeedSpan {
  readonly from: string;
  readonly to: string;
  readonly nowMs: number;
}

/**
 * Makes due who is online of those that the changes of [from, to) are about, and answers how many. They come after
 * those who became due by news: `nowMs` is later than '-infinity'. A plan version is not among them: it is never changed,
 * and whoever is moved to another one changes as a subscriber.
 */
export async function makeChangedDue(tx: Tx, { from, to, nowMs }: FeedSpan): Promise<number> {
  const { numAffectedRows } = await sql`
    with changed as materialized (
      select distinct kind, tenant_id, id from platform.change
      where xid >= ${from}::xid8 and xid < ${to}::xid8
        and kind in ('subscriber', 'speed_rule', 'tenant', 'zone')
    ), touched as (
      select tenant_id, id as subscriber_id from changed where kind = 'subscriber'
      union
      select d.tenant_id, d.subscriber_id from enforcement.due d
      where d.tenant_id in (select tenant_id from changed where kind in ('speed_rule', 'tenant', 'zone'))
    ), online as (
      select d.tenant_id, d.subscriber_id from enforcement.due d join touched using (tenant_id, subscriber_id)
      order by d.tenant_id, d.subscriber_id for update of d
    )
    update enforcement.due d
    set due_at = least(d.due_at, ${new Date(nowMs)}::timestamptz), claimed_by = null
    from online o where d.tenant_id = o.tenant_id and d.subscriber_id = o.subscriber_id`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** What failed at a NAS is tried again at once when its row changed: a person may have mended it. */
export async function retryAtChangedNas(tx: Tx, { from, to, nowMs }: FeedSpan): Promise<void> {
  await sql`
    update enforcement.session_terms t
    set state = 'pending', attempts = 0, failed_rungs = '{}', rung = null, next_attempt_at = ${new Date(nowMs)}
    from platform.change c
    where c.xid >= ${from}::xid8 and c.xid < ${to}::xid8 and c.kind = 'nas'
      and t.tenant_id = c.tenant_id and t.nas_id = c.id and t.state in ('failed', 'pending')`.execute(tx);
}

/** Nobody knows what changed: everybody who is online, and who has a session but no row yet, is due. */
export async function makeEverybodyDue(tx: Tx, { nowMs }: { nowMs: number }): Promise<void> {
  await sql`insert into enforcement.due as d (tenant_id, subscriber_id, due_at)
    select distinct tenant_id, subscriber_id, ${new Date(nowMs)}::timestamptz from sessions.session
    where stopped_at is null and subscriber_id is not null order by tenant_id, subscriber_id
    on conflict (tenant_id, subscriber_id) do update
    set due_at = least(d.due_at, excluded.due_at), claimed_by = null`.execute(tx);
}
