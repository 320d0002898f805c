import { sql } from 'kysely';
import type { Database } from '../../src/platform/db/index.ts';

/** Every row of every table that the role may read, those of the job queue too, as text. */
export async function dumpTables(database: Database): Promise<string> {
  const { kysely } = database;
  const { rows: tables } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      and has_table_privilege(c.oid, 'select')`.execute(kysely);
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(
      kysely,
    );
    texts.push(`${name}: ${rows.map(({ text }) => text).join('\n')}`);
  }
  return texts.join('\n');
}
