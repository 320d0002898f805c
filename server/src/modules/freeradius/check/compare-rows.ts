import type { AttributeRow, MembershipRow, SubscriberRows } from '../rows/row.ts';
import type { ClientRow } from '../sync/sync-routers.ts';

/** One place at which the tables are not as they should be. */
export interface RowDifference {
  readonly table: string;
  /** Of the user, group or router. */
  readonly name: string;
  readonly attribute: string;
  /** Null: there should be no such row. */
  readonly wanted: string | null;
  /** Null: it is missing. */
  readonly found: string | null;
}

/** What is missing, too much, or otherwise; a secret is never told, only that it is another one. */
export function compareRows(
  table: string,
  wanted: readonly AttributeRow[],
  found: readonly AttributeRow[],
): RowDifference[] {
  const left = [...found];
  const missing = wanted.filter((row) => take(left, (other) => isSame(row, other)) === undefined);
  const differences = missing.map((row): RowDifference => {
    const other = take(left, ({ name, attribute }) => name === row.name && attribute === row.attribute);
    return {
      table,
      name: row.name,
      attribute: row.attribute,
      wanted: said(row),
      found: other ? said(other, row) : null,
    };
  });
  const superfluous = left.map((row): RowDifference => {
    return { table, name: row.name, attribute: row.attribute, wanted: null, found: said(row) };
  });
  return [...differences, ...superfluous];
}

/** The same of all that is a subscriber's own. */
export function compareSubscriber(wanted: SubscriberRows, found: SubscriberRows): RowDifference[] {
  return [
    ...compareRows('radcheck', wanted.radcheck, found.radcheck),
    ...compareRows('radreply', wanted.radreply, found.radreply),
    ...compareRows('radusergroup', wanted.radusergroup.map(asAttribute), found.radusergroup.map(asAttribute)),
    ...compareRows('radgroupreply', wanted.radgroupreply, found.radgroupreply),
  ];
}

/** The same of the routers. */
export function compareClients(wanted: readonly ClientRow[], found: readonly ClientRow[]): RowDifference[] {
  return compareRows('nas', wanted.flatMap(clientAttributes), found.flatMap(clientAttributes));
}

function clientAttributes({ nasname, shortname, type, secret }: ClientRow): AttributeRow[] {
  const say = (attribute: string, value: string): AttributeRow => ({
    name: nasname,
    attribute,
    op: '=',
    value,
  });
  return [say('shortname', shortname), say('type', type), say('secret', secret)];
}

function asAttribute({ name, groupname, priority }: MembershipRow): AttributeRow {
  return { name, attribute: 'group', op: '=', value: `${groupname} (priority ${priority})` };
}

function isSame(a: AttributeRow, b: AttributeRow): boolean {
  return a.name === b.name && a.attribute === b.attribute && a.op === b.op && a.value === b.value;
}

function take<T>(items: T[], matches: (item: T) => boolean): T | undefined {
  const at = items.findIndex(matches);
  return at < 0 ? undefined : items.splice(at, 1)[0];
}

const secrets = new Set(['Cleartext-Password', 'secret']);

function said({ attribute, op, value }: AttributeRow, instead?: AttributeRow): string {
  if (secrets.has(attribute)) return instead ? 'another one' : 'set';
  return `${op} ${value}`;
}
