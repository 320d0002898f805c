import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Client } from 'pg';
import type { DatabaseUrls } from './roles.ts';

const migrationsFolder = new URL('../../../migrations/', import.meta.url);
/** Any number, the same in every process: two migrations at once take turns. */
const migrationLock = 727_001;

export interface Migration {
  name: string;
  sql: string;
  sha256: string;
}

/** The one ordered list of migrations: plain SQL, forward only. */
export function listMigrations(): Migration[] {
  return readdirSync(migrationsFolder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, migrationsFolder), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings the database to this version and returns the names of what was applied. Each migration commits
 * with its own record, so a killed run goes on where it stopped. Refuses a database whose applied
 * migrations differ from the files, which means another version made it.
 */
export async function migrate(urls: Pick<DatabaseUrls, 'owner' | 'worker'>): Promise<string[]> {
  // Loaded here alone: every role uses this folder, and none but the worker needs the queue's own program.
  const { runMigrations: runQueueMigrations } = await import('graphile-worker');
  await runQueueMigrations({ connectionString: urls.worker });
  const client = new Client({ connectionString: urls.owner });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(`create table if not exists public.migration
      (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from public.migration',
    );
    const applied = new Map(rows.map((row) => [row.name, row.sha256]));
    const wanted = listMigrations();
    refuseOtherHistory(applied, wanted);
    const missing = wanted.filter((migration) => !applied.has(migration.name));
    for (const migration of missing) await apply(client, migration);
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

function refuseOtherHistory(applied: Map<string, string>, wanted: Migration[]): void {
  const known = new Map(wanted.map((migration) => [migration.name, migration.sha256]));
  for (const [name, sha256] of applied) {
    if (!known.has(name))
      throw new Error(
        `the database has migration ${name}, which this version does not know: it was made by a newer version`,
      );
    if (known.get(name) !== sha256)
      throw new Error(`migration ${name} was changed after it had been applied; migrations are forward only`);
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into public.migration (name, sha256) values ($1, $2)', [
      migration.name,
      migration.sha256,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`migration ${migration.name} failed: ${(cause as Error).message}`, { cause });
  }
}
