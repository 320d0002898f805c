import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { AttributeRow } from '../rows/row.ts';
import type { DueSubscriber } from './due-store.ts';
import type { Stored } from './row-store.ts';

export interface GroupKey {
  readonly tenantId: string;
  readonly name: string;
}

/** Tries to hold a group that another worker removes at the same time. */
const mostTries = 5;

/**
 * Makes the groups that are missing and holds all of these until the end of the transaction, so that none is removed
 * before its new members are there. Answers those it made, whose rows the caller writes.
 */
export async function holdGroups(tx: Tx, keys: readonly GroupKey[]): Promise<Set<string>> {
  const made = new Set<string>();
  const sorted = keys.toSorted((a, b) => (keyText(a) < keyText(b) ? -1 : 1));
  const json = JSON.stringify(sorted.map(({ tenantId: t, name: n }) => ({ t, n })));
  for (let tries = 0; tries < mostTries; tries++) {
    // Due at once: who holds it now has asked the policy before it was held.
    const { rows: inserted } = await sql<GroupKey>`
      insert into radius.bridged_group (tenant_id, name, due_at)
      select t, n, '-infinity' from json_to_recordset(${json}::json) as r (t uuid, n text) order by t, n
      on conflict (tenant_id, name) do nothing returning tenant_id, name`.execute(tx);
    for (const key of inserted) made.add(keyText(key));
    const { rows: held } = await sql`
      select from json_to_recordset(${json}::json) as r (t uuid, n text)
        join radius.bridged_group g on g.tenant_id = r.t and g.name = r.n
      order by g.tenant_id, g.name for share of g`.execute(tx);
    if (held.length === keys.length) return made;
  }
  throw new Error('groups of rows came and went while they were to be held');
}

export function keyText({ tenantId, name }: GroupKey): string {
  return `${tenantId}/${name}`;
}

/** Locks groups that are due; what another worker holds is left to it. */
export async function lockDueGroups(
  tx: Tx,
  { nowMs, limit }: { nowMs: number; limit: number },
): Promise<GroupKey[]> {
  const { rows } = await sql<GroupKey>`
    select tenant_id, name from radius.bridged_group where due_at <= ${new Date(nowMs)}::timestamptz
    order by due_at, tenant_id, name limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

export interface GroupMember extends DueSubscriber {
  readonly groupName: string;
}

/** Some members of each of these groups: any of them can say what the group's rows are. */
export async function findMembers(
  tx: Tx,
  keys: readonly GroupKey[],
  { each }: { each: number },
): Promise<GroupMember[]> {
  const json = JSON.stringify(keys.map(({ tenantId: t, name: n }) => ({ t, n })));
  const { rows } = await sql<GroupMember>`
    select m.* from json_to_recordset(${json}::json) as r (t uuid, n text)
      cross join lateral (select tenant_id, subscriber_id, group_name, volume_left, time_left_s from radius.bridged_subscriber d
        where d.tenant_id = r.t and d.group_name = r.n limit ${each}) m`.execute(tx);
  return rows;
}

/** The rows of groups by their names, shared ones alone. */
export async function readGroupRows(
  tx: Tx,
  { tenantId, names }: { tenantId: string; names: readonly string[] },
): Promise<{ radgroupcheck: Stored<AttributeRow>[]; radgroupreply: Stored<AttributeRow>[] }> {
  const { rows: radgroupcheck } = await sql<Stored<AttributeRow>>`
    select id, groupname as name, attribute, op, value from radius.radgroupcheck
    where tenant_id = ${tenantId} and groupname = any (${names}::text[]) and subscriber_id is null order by id`.execute(
    tx,
  );
  const { rows: radgroupreply } = await sql<Stored<AttributeRow>>`
    select id, groupname as name, attribute, op, value from radius.radgroupreply
    where tenant_id = ${tenantId} and groupname = any (${names}::text[]) and subscriber_id is null order by id`.execute(
    tx,
  );
  return { radgroupcheck, radgroupreply };
}

export async function settleGroups(
  tx: Tx,
  groups: readonly (GroupKey & { readonly nextAtMs: number })[],
): Promise<void> {
  if (groups.length === 0) return;
  const json = JSON.stringify(
    groups.map(({ tenantId: t, name: n, nextAtMs }) => ({ t, n, at: new Date(nextAtMs).toISOString() })),
  );
  await sql`update radius.bridged_group g set due_at = r.at
    from json_to_recordset(${json}::json) as r (t uuid, n text, at timestamptz)
    where g.tenant_id = r.t and g.name = r.n`.execute(tx);
}

/** Removes groups and their rows; the caller holds them. */
export async function deleteGroups(
  tx: Tx,
  {
    tenantId,
    names,
    groupnames,
  }: { tenantId: string; names: readonly string[]; groupnames: readonly string[] },
): Promise<void> {
  await sql`delete from radius.radgroupcheck
    where tenant_id = ${tenantId} and groupname = any (${groupnames}::text[]) and subscriber_id is null`.execute(
    tx,
  );
  await sql`delete from radius.radgroupreply
    where tenant_id = ${tenantId} and groupname = any (${groupnames}::text[]) and subscriber_id is null`.execute(
    tx,
  );
  await sql`delete from radius.bridged_group
    where tenant_id = ${tenantId} and name = any (${names}::text[])`.execute(tx);
}

/** Makes due the groups that nobody is in any more, which then go. */
export async function makeEmptyDue(tx: Tx): Promise<void> {
  await sql`with empty as (
      select g.tenant_id, g.name from radius.bridged_group g
      where not exists (select from radius.bridged_subscriber d where d.tenant_id = g.tenant_id and d.group_name = g.name)
      order by g.tenant_id, g.name for update skip locked
    )
    update radius.bridged_group g set due_at = '-infinity'
    from empty e where g.tenant_id = e.tenant_id and g.name = e.name`.execute(tx);
}
