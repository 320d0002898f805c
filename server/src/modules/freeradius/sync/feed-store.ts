import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

/** Without one there is nothing to follow. */
export async function isAnyBridgeOn(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ isOn: boolean }>`
    select exists (select from radius.bridge where is_on) as is_on`.execute(tx);
  return rows[0]!.isOn;
}

export interface FeedSpan {
  readonly from: string;
  readonly to: string;
}

/** Makes due at once whom the changes of [from, to) are about, who is bound to a router that changed and who has another's name among them. */
export async function makeChangedDue(tx: Tx, { from, to }: FeedSpan): Promise<void> {
  await sql`
    with changed as materialized (
      select kind, tenant_id, id, min(recorded_at) as at from platform.change
      where xid >= ${from}::xid8 and xid < ${to}::xid8 and kind in ('subscriber', 'nas')
        and tenant_id in (select tenant_id from radius.bridge where is_on)
      group by kind, tenant_id, id
    ), touched as (
      select tenant_id, id as subscriber_id, at from changed where kind = 'subscriber'
      union all
      select s.tenant_id, s.id, c.at from changed c
        join subscribers.subscriber s on c.kind = 'nas' and s.tenant_id = c.tenant_id and s.nas_id = c.id
      union all
      select x.tenant_id, x.subscriber_id, c.at from changed c
        join subscribers.subscriber s on c.kind = 'subscriber' and s.tenant_id = c.tenant_id and s.id = c.id
        join radius.radcheck x on x.username = s.username_key and x.tenant_id = s.tenant_id and x.subscriber_id <> s.id
    )
    insert into radius.bridged_subscriber as d (tenant_id, subscriber_id, due_at, news_at)
    select tenant_id, subscriber_id, '-infinity', min(at) from touched
    group by tenant_id, subscriber_id order by tenant_id, subscriber_id
    on conflict (tenant_id, subscriber_id) do update
    set due_at = excluded.due_at, news_at = least(d.news_at, excluded.news_at)`.execute(tx);
}

/** What changed for everybody of a tenant: they are looked at behind those with news of their own. */
export async function makeTenantsDue(tx: Tx, { from, to }: FeedSpan): Promise<void> {
  await sql`update radius.bridge b set everybody_is_due = b.everybody_is_due or c.concerns_everybody,
      routers_are_due = b.routers_are_due or c.concerns_routers
    from (select tenant_id, bool_or(kind <> 'nas') as concerns_everybody, bool_or(kind = 'nas') as concerns_routers
      from platform.change
      where xid >= ${from}::xid8 and xid < ${to}::xid8 and kind in ('tenant', 'speed_rule', 'nas')
      group by tenant_id) c
    where b.tenant_id = c.tenant_id and b.is_on`.execute(tx);
}

/** Its groups are due at once, so that few rows say it to all. */
export async function makeGroupsDue(tx: Tx, { from, to }: FeedSpan): Promise<void> {
  await sql`
    with touched as (
      select g.tenant_id, g.name from radius.bridged_group g
      where g.tenant_id in (select tenant_id from platform.change
        where xid >= ${from}::xid8 and xid < ${to}::xid8 and kind in ('tenant', 'speed_rule'))
      order by g.tenant_id, g.name for update
    )
    update radius.bridged_group g set due_at = '-infinity'
    from touched t where g.tenant_id = t.tenant_id and g.name = t.name`.execute(tx);
}

/** Nobody knows what changed: everything is looked at. */
export async function makeAllDue(tx: Tx): Promise<void> {
  await sql`update radius.bridge set everybody_is_due = true, routers_are_due = true where is_on`.execute(tx);
  await sql`with all_groups as (select tenant_id, name from radius.bridged_group order by tenant_id, name for update)
    update radius.bridged_group g set due_at = '-infinity'
    from all_groups t where g.tenant_id = t.tenant_id and g.name = t.name`.execute(tx);
}
