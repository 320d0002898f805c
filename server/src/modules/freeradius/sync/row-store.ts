import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { AttributeRow, MembershipRow, SubscriberRows } from '../rows/row.ts';
import type { SubscriberKey } from './due-store.ts';

/** Tables of attributes, and the column by which their rows are found. */
export const attributeTables = ['radcheck', 'radreply', 'radgroupcheck', 'radgroupreply'] as const;
export type AttributeTable = (typeof attributeTables)[number];

/** A row as it stands in a table. */
export type Stored<Row> = Row & { readonly id: bigint };

export interface StoredRows {
  readonly radcheck: Stored<AttributeRow>[];
  readonly radreply: Stored<AttributeRow>[];
  readonly radusergroup: Stored<MembershipRow>[];
  readonly radgroupreply: Stored<AttributeRow>[];
}

/** The rows of these subscribers, in their order. */
export async function readSubscriberRows(
  tx: Tx,
  keys: readonly SubscriberKey[],
): Promise<Map<string, StoredRows>> {
  const rows = JSON.stringify(keys.map(({ tenantId, subscriberId }) => ({ t: tenantId, s: subscriberId })));
  const asked = sql`json_to_recordset(${rows}::json) as k (t uuid, s uuid)`;
  const own = sql`x.tenant_id = k.t and x.subscriber_id = k.s`;
  const { rows: found } = await sql<FoundRow>`
    select 'radcheck' as table, k.s as subscriber_id, x.id, x.username as name, x.attribute, x.op, x.value, null as groupname, 0 as priority
      from ${asked} join radius.radcheck x on ${own}
    union all
    select 'radreply', k.s, x.id, x.username, x.attribute, x.op, x.value, null, 0 from ${asked} join radius.radreply x on ${own}
    union all
    select 'radusergroup', k.s, x.id, x.username, null, null, null, x.groupname, x.priority
      from ${asked} join radius.radusergroup x on ${own}
    union all
    select 'radgroupreply', k.s, x.id, x.groupname, x.attribute, x.op, x.value, null, 0
      from ${asked} join radius.radgroupreply x on ${own}
    order by id`.execute(tx);
  const bySubscriber = new Map<string, StoredRows>();
  for (const { table, subscriberId, groupname, priority, ...row } of found) {
    let rows = bySubscriber.get(subscriberId);
    if (!rows)
      bySubscriber.set(
        subscriberId,
        (rows = { radcheck: [], radreply: [], radusergroup: [], radgroupreply: [] }),
      );
    if (table === 'radusergroup')
      rows.radusergroup.push({ id: row.id, name: row.name, groupname: groupname!, priority });
    else rows[table].push(row as Stored<AttributeRow>);
  }
  return bySubscriber;
}

interface FoundRow {
  readonly table: keyof SubscriberRows;
  readonly subscriberId: string;
  readonly id: bigint;
  readonly name: string;
  readonly attribute: string | null;
  readonly op: string | null;
  readonly value: string | null;
  readonly groupname: string | null;
  readonly priority: number;
}

/** A row to put in; `subscriberId` is null in rows that many share. */
export interface NewRow<Row> {
  readonly tenantId: string;
  readonly subscriberId: string | null;
  readonly row: Row;
}

export async function insertAttributes(
  tx: Tx,
  table: AttributeTable,
  rows: readonly NewRow<AttributeRow>[],
): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(
    rows.map(({ tenantId: t, subscriberId: s, row }) => ({
      t,
      s,
      n: row.name,
      a: row.attribute,
      o: row.op,
      v: row.value,
    })),
  );
  const name = sql.ref(table === 'radcheck' || table === 'radreply' ? 'username' : 'groupname');
  await sql`insert into ${sql.table(`radius.${table}`)} (tenant_id, subscriber_id, ${name}, attribute, op, value)
    select t, s, n, a, o, v from json_to_recordset(${json}::json) as r (t uuid, s uuid, n text, a text, o text, v text)`.execute(
    tx,
  );
}

export async function insertMemberships(tx: Tx, rows: readonly NewRow<MembershipRow>[]): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(
    rows.map(({ tenantId: t, subscriberId: s, row }) => ({
      t,
      s,
      n: row.name,
      g: row.groupname,
      p: row.priority,
    })),
  );
  await sql`insert into radius.radusergroup (tenant_id, subscriber_id, username, groupname, priority)
    select t, s, n, g, p from json_to_recordset(${json}::json) as r (t uuid, s uuid, n text, g text, p integer)`.execute(
    tx,
  );
}

export async function deleteRows(
  tx: Tx,
  table: AttributeTable | 'radusergroup',
  ids: readonly bigint[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from ${sql.table(`radius.${table}`)} where id = any (${ids.map(String)}::bigint[])`.execute(
    tx,
  );
}
