import { attributeTables, deleteRows, insertAttributes, insertMemberships } from './row-store.ts';
import type { AttributeTable, NewRow, Stored, StoredRows } from './row-store.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { noRows, type AttributeRow, type MembershipRow, type SubscriberRows } from '../rows/row.ts';
import type { SubscriberKey } from './due-store.ts';

/** Rows to take out and to put in; what is as wanted stays untouched. */
export class RowChanges {
  readonly #gone = new Map<AttributeTable | 'radusergroup', bigint[]>();
  readonly #attributes = new Map<AttributeTable, NewRow<AttributeRow>[]>();
  readonly #memberships: NewRow<MembershipRow>[] = [];

  /** Of the rows that are a subscriber's own. Answers whether anything differs. */
  addSubscriber(key: SubscriberKey, wanted: SubscriberRows, found: StoredRows | undefined): boolean {
    const rows = found ?? noRows;
    let differs = false;
    for (const table of ['radcheck', 'radreply', 'radgroupreply'] as const) {
      if (
        this.addAttributes(table, key, {
          wanted: wanted[table],
          found: rows[table] as Stored<AttributeRow>[],
        })
      )
        differs = true;
    }
    const groups = difference(
      wanted.radusergroup,
      rows.radusergroup as Stored<MembershipRow>[],
      membershipKey,
    );
    push(this.#gone, 'radusergroup', groups.gone);
    for (const row of groups.missing) this.#memberships.push({ ...ofSubscriber(key), row });
    return differs || groups.gone.length > 0 || groups.missing.length > 0;
  }

  /** Of rows whose order matters all are put in anew where one differs: several of one attribute are read in order. */
  addAttributes(
    table: AttributeTable,
    owner: { readonly tenantId: string; readonly subscriberId: string | null },
    { wanted, found }: { wanted: readonly AttributeRow[]; found: readonly Stored<AttributeRow>[] },
  ): boolean {
    const isOrdered = table === 'radgroupreply' && owner.subscriberId !== null;
    const { gone, missing } = isOrdered
      ? sequenceDifference(wanted, found, attributeKey)
      : difference(wanted, found, attributeKey);
    push(this.#gone, table, gone);
    const rows = missing.map((row) => ({ ...ofSubscriber(owner), row }));
    const known = this.#attributes.get(table);
    if (known) known.push(...rows);
    else this.#attributes.set(table, rows);
    return gone.length > 0 || missing.length > 0;
  }

  async write(tx: Tx): Promise<void> {
    for (const [table, ids] of this.#gone) await deleteRows(tx, table, ids);
    for (const table of attributeTables) await insertAttributes(tx, table, this.#attributes.get(table) ?? []);
    await insertMemberships(tx, this.#memberships);
  }
}

function ofSubscriber({ tenantId, subscriberId }: { tenantId: string; subscriberId: string | null }) {
  return { tenantId, subscriberId };
}

export function attributeKey({ name, attribute, op, value }: AttributeRow): string {
  return [name, attribute, op, value].join('\0');
}

export function membershipKey({ name, groupname, priority }: MembershipRow): string {
  return [name, groupname, priority].join('\0');
}

interface Difference<Row> {
  readonly gone: bigint[];
  readonly missing: Row[];
}

/** Whatever the order; the same row twice is one too many. */
function difference<Row>(
  wanted: readonly Row[],
  found: readonly Stored<Row>[],
  keyOf: (row: Row) => string,
): Difference<Row> {
  const left = new Map<string, Row[]>();
  for (const row of wanted) {
    const same = left.get(keyOf(row));
    if (same) same.push(row);
    else left.set(keyOf(row), [row]);
  }
  const gone = found.filter((row) => left.get(keyOf(row))?.pop() === undefined).map(({ id }) => id);
  return { gone, missing: [...left.values()].flat() };
}

function sequenceDifference<Row>(
  wanted: readonly Row[],
  found: readonly Stored<Row>[],
  keyOf: (row: Row) => string,
): Difference<Row> {
  const isSame =
    wanted.length === found.length && wanted.every((row, at) => keyOf(row) === keyOf(found[at]!));
  return isSame ? { gone: [], missing: [] } : { gone: found.map(({ id }) => id), missing: [...wanted] };
}

function push<K, V>(map: Map<K, V[]>, key: K, values: readonly V[]): void {
  const known = map.get(key);
  if (known) known.push(...values);
  else if (values.length > 0) map.set(key, [...values]);
}
