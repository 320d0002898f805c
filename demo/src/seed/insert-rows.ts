import type { Database } from '@trunkline/server/platform/db/index.ts';

/** Rows in one statement: some megabytes of JSON. */
const rowsAtOnce = 4_000;

/** The cells of a row, in the order of the columns. */
export type Row = readonly (string | number | boolean | null | object)[];

/**
 * Writes rows of the past as the owner of the tables. `columns` names each column with its type; a row gives them
 * in the same order.
 */
export async function insertRows(
  owner: Database,
  { table, columns }: { table: string; columns: Readonly<Record<string, string>> },
  rows: readonly Row[],
): Promise<void> {
  const names = Object.keys(columns);
  const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  const text = `insert into ${table} (${names.join(', ')}) select ${names.join(', ')}
    from json_to_recordset($1::json) as r(${typed.join(', ')})`;
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const batch = rows.slice(from, from + rowsAtOnce);
    const objects = batch.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])));
    await owner.pool.query(text, [JSON.stringify(objects)]);
  }
}

/** As PostgreSQL reads it. */
export function instant(atMs: number): string {
  return new Date(atMs).toISOString();
}

export function bytea(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}
