import type { Database } from '@trunkline/server/platform/db/index.ts';
import { sql } from 'kysely';

/**
 * Does the work while the table has no indexes but its unique ones, and builds them again at the end: ten million rows
 * in a scattered order are several times faster so.
 */
export async function withoutIndexes(
  { kysely }: Database,
  table: string,
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select indexrelid::regclass::text as name, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') as definition
    from pg_index where indrelid = ${table}::regclass and not indisunique`.execute(kysely);
  for (const { name } of rows) {
    await sql`drop index ${sql.table(name)}`.execute(kysely);
  }
  await work();
  await sql`set maintenance_work_mem = '512MB'`.execute(kysely);
  for (const { definition } of rows) {
    await sql`${sql.raw(definition)}`.execute(kysely);
  }
}
