import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

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
