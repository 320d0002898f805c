import { sql } from 'kysely';
import type { Tx } from './database.ts';

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

/** The tables that hold how far a reader of the feed has come; one row each. */
export type FeedPositionTable = 'enforcement.feed_position' | 'radius.feed_position';

const upper = sql`pg_snapshot_xmin(pg_current_snapshot())`;
const source = sql`concat_ws('/', (pg_control_system()).system_identifier, (pg_control_checkpoint()).timeline_id,
  (select oid from pg_database where datname = current_database()), 'platform.change'::regclass::oid)`;

/**
 * Whether the feed holds anything behind the position. Asked before it is locked: a lock is a write, and four of these
 * a second would go on when nothing happens. The position then stays where it is, for nothing lies between.
 */
export async function hasFeedNews(tx: Tx, table: FeedPositionTable): Promise<boolean> {
  const { rows } = await sql<{ hasNews: boolean }>`
    select p.source <> ${source} or p.xid > ${upper} or p.xid < h.xid
      or exists (select from platform.change c where c.xid >= p.xid and c.xid < ${upper}) as has_news
    from ${sql.table(table)} p cross join platform.change_horizon h`.execute(tx);
  return rows[0]!.hasNews;
}

/** Locks the position until the end of the transaction; undefined while another worker follows. */
export async function lockFeedPosition(tx: Tx, table: FeedPositionTable): Promise<FeedPosition | undefined> {
  const { rows: held } = await sql<{ from: string; followedSource: string }>`
    select xid::text as "from", source as followed_source from ${sql.table(table)}
    for update skip locked`.execute(tx);
  if (!held[0]) return undefined;
  const { rows } = await sql<Pick<FeedPosition, 'upper' | 'horizon' | 'source'>>`
    select ${upper}::text as upper, xid::text as horizon, ${source} as source
    from platform.change_horizon`.execute(tx);
  return { ...held[0], ...rows[0]! };
}

/** Whether every change since the position is still in the feed: no gap, as after a restore or a long outage. */
export function isFeedWhole({ from, upper, horizon, source, followedSource }: FeedPosition): boolean {
  return source === followedSource && BigInt(from) >= BigInt(horizon) && BigInt(from) <= BigInt(upper);
}

export async function moveFeedPosition(
  tx: Tx,
  table: FeedPositionTable,
  { upper, source }: FeedPosition,
): Promise<void> {
  await sql`update ${sql.table(table)} set xid = ${upper}::xid8, source = ${source}`.execute(tx);
}
