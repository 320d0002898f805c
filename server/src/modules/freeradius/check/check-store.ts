import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { AttributeRow } from '../rows/row.ts';
import type { DueSubscriber, SubscriberKey } from '../sync/due-store.ts';

/** These subscribers of a tenant whose bridge is on, locked; who is missing among those whose rows are kept is put in. */
export async function lockStretch(
  tx: Tx,
  { tenantId, from, size }: { tenantId: string; from: string; size: number },
): Promise<SubscriberKey[]> {
  const { rows } = await sql<SubscriberKey>`
    insert into radius.bridged_subscriber as d (tenant_id, subscriber_id, due_at)
    select s.tenant_id, s.id, '-infinity' from radius.bridge b
      cross join lateral (select tenant_id, id from subscribers.subscriber s
        where s.tenant_id = b.tenant_id and s.id >= ${from} order by s.id limit ${size}) s
    where b.tenant_id = ${tenantId} and b.is_on order by s.id
    on conflict (tenant_id, subscriber_id) do update set due_at = excluded.due_at
    returning tenant_id, subscriber_id`.execute(tx);
  return rows;
}

/** Routers and groups of a tenant are looked at next. */
export async function makeSharedDue(tx: Tx, tenantId: string): Promise<void> {
  await sql`update radius.bridge set routers_are_due = true where tenant_id = ${tenantId} and is_on`.execute(
    tx,
  );
  await sql`with mine as (select name from radius.bridged_group where tenant_id = ${tenantId} order by name for update)
    update radius.bridged_group g set due_at = '-infinity' from mine
    where g.tenant_id = ${tenantId} and g.name = mine.name`.execute(tx);
}

/** Rows of nobody: of no subscriber of the tenant, or of a group that is none. */
export async function deleteOrphans(tx: Tx, tenantId: string): Promise<number> {
  const nobody = sql`tenant_id = ${tenantId} and not exists (select from radius.bridged_subscriber d
    where d.tenant_id = x.tenant_id and d.subscriber_id = x.subscriber_id)`;
  const results = [
    await sql`delete from radius.radcheck x where ${nobody}`.execute(tx),
    await sql`delete from radius.radreply x where ${nobody}`.execute(tx),
    await sql`delete from radius.radusergroup x where ${nobody}`.execute(tx),
    await sql`delete from radius.radgroupcheck x where ${ofNoGroup(tenantId)}`.execute(tx),
    await sql`delete from radius.radgroupreply x where ${ofNoGroup(tenantId)}`.execute(tx),
  ];
  return results.reduce((sum, { numAffectedRows }) => sum + Number(numAffectedRows ?? 0n), 0);
}

/** Shared groups are named by their digest and the vendor, one's own by the subscriber. */
function ofNoGroup(tenantId: string) {
  return sql`x.tenant_id = ${tenantId}
    and case when x.subscriber_id is null
      then not exists (select from radius.bridged_group g
        where g.tenant_id = x.tenant_id and g.name = split_part(x.groupname, '-', 1))
      else not exists (select from radius.bridged_subscriber d
        where d.tenant_id = x.tenant_id and d.subscriber_id = x.subscriber_id) end`;
}

/** The next subscribers of a tenant in the order of their ids, with what their rows say is left. */
export async function readNextSubscribers(
  tx: Tx,
  { tenantId, after, limit }: { tenantId: string; after: string | null; limit: number },
): Promise<DueSubscriber[]> {
  const { rows } = await sql<DueSubscriber>`
    select s.tenant_id, s.id as subscriber_id, d.volume_left, d.time_left_s from subscribers.subscriber s
      left join radius.bridged_subscriber d on d.tenant_id = s.tenant_id and d.subscriber_id = s.id
    where s.tenant_id = ${tenantId} and (${after}::uuid is null or s.id > ${after}::uuid) order by s.id limit ${limit}`.execute(
    tx,
  );
  return rows;
}

/** These subscribers again. */
export async function readTheseSubscribers(
  tx: Tx,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
): Promise<DueSubscriber[]> {
  const { rows } = await sql<DueSubscriber>`
    select s.tenant_id, s.id as subscriber_id, d.volume_left, d.time_left_s from subscribers.subscriber s
      left join radius.bridged_subscriber d on d.tenant_id = s.tenant_id and d.subscriber_id = s.id
    where s.tenant_id = ${tenantId} and s.id = any (${ids}::uuid[]) order by s.id`.execute(tx);
  return rows;
}

export interface OrphanRow extends AttributeRow {
  readonly table: string;
}

/** Rows that belong to no subscriber of the tenant. */
export async function readOrphans(
  tx: Tx,
  { tenantId, limit }: { tenantId: string; limit: number },
): Promise<OrphanRow[]> {
  const nobody = sql`x.tenant_id = ${tenantId} and not exists (select from subscribers.subscriber s
    where s.tenant_id = x.tenant_id and s.id = x.subscriber_id)`;
  const { rows } = await sql<OrphanRow>`
    select 'radcheck' as table, username as name, attribute, op, value from radius.radcheck x where ${nobody}
    union all
    select 'radreply', username, attribute, op, value from radius.radreply x where ${nobody}
    union all
    select 'radusergroup', username, 'group', '=', groupname from radius.radusergroup x where ${nobody}
    limit ${limit}`.execute(tx);
  return rows;
}

/** All rows of groups that a tenant's subscribers share. */
export async function readSharedRows(
  tx: Tx,
  tenantId: string,
): Promise<Record<'radgroupcheck' | 'radgroupreply', AttributeRow[]>> {
  const { rows: radgroupcheck } = await sql<AttributeRow>`
    select groupname as name, attribute, op, value from radius.radgroupcheck
    where tenant_id = ${tenantId} and subscriber_id is null order by id`.execute(tx);
  const { rows: radgroupreply } = await sql<AttributeRow>`
    select groupname as name, attribute, op, value from radius.radgroupreply
    where tenant_id = ${tenantId} and subscriber_id is null order by id`.execute(tx);
  return { radgroupcheck, radgroupreply };
}

export async function findVendors(tx: Tx, tenantId: string): Promise<string[] | undefined> {
  const { rows } = await sql<{ vendors: string[] }>`
    select vendors from radius.bridge where tenant_id = ${tenantId} and is_on`.execute(tx);
  return rows[0]?.vendors;
}

export async function writeVerified(
  tx: Tx,
  { tenantId, now, differences }: { tenantId: string; now: Date; differences: number },
): Promise<void> {
  await sql`update radius.bridge set verified_at = ${now}, verified_differences = ${differences}
    where tenant_id = ${tenantId}`.execute(tx);
}
