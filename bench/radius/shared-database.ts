import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '@trunkline/server/platform/db/index.ts';
import { EmbeddedPostgres } from '@trunkline/server/platform/postgres/index.ts';
import type { BenchCleanup } from './bench-cleanup.ts';

/** The one PostgreSQL of both sides: the product's own, with the settings that the product gives it. */
export interface SharedDatabase {
  readonly adminUrl: string;
  /** Of the postmaster, the parent of all its processes. */
  readonly pid: number;
  readonly version: string;
}

export async function startSharedDatabase(cleanup: BenchCleanup): Promise<SharedDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-postgres-'));
  // PostgreSQL's own user passes through.
  chmodSync(folder, 0o755);
  const dataDirectory = join(folder, 'data');
  mkdirSync(dataDirectory, { mode: 0o755 });
  const postgres = new EmbeddedPostgres({
    dataDirectory,
    sharedRoot: '/var/lib/trunkline',
    superuserPassword: randomBytes(16).toString('hex'),
    say: (sentence) => console.log(sentence),
  });
  cleanup.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const started = postgres.start((how) => console.error(`PostgreSQL ended (${how})`));
  cleanup.add(async () => {
    await started.catch(() => {});
    await postgres.stop();
  });
  await started;
  const adminUrl = postgres.adminUrl()!;
  const pidFile = readFileSync(join(dataDirectory, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
  return { adminUrl, pid: Number(pidFile.split('\n')[0]), version: await versionOf(adminUrl) };
}

/** Connections that end with the work. */
export async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = new Database({
    url,
    applicationName: 'trunkline-bench',
    maxConnections: 4,
    statementTimeoutMs: 120_000,
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function versionOf(adminUrl: string): Promise<string> {
  const { rows } = await withDatabase(adminUrl, ({ pool }) =>
    pool.query<{ serverVersion: string }>(`select current_setting('server_version') as "serverVersion"`),
  );
  return rows[0]!.serverVersion;
}
