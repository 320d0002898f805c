import process from 'node:process';
import { randomBytes } from 'node:crypto';
import { systemClock } from '@trunkline/kit';
import { readConfig } from '@trunkline/server/platform/config/index.ts';
import { Database } from '@trunkline/server/platform/db/index.ts';
import { createKeys, type Keys } from '@trunkline/server/platform/keys/index.ts';
import { useDatabase } from '@trunkline/server/roles/supervisor/index.ts';
import { sql } from 'kysely';
import { startProduct } from '../../server/test/support/product.ts';
import type { BenchCleanup } from '../radius/bench-cleanup.ts';
import { startSharedDatabase } from '../radius/shared-database.ts';

/** The whole product as `npm start` runs it, and the ways in that the benchmark needs beside the front door. */
export interface WebInstallation {
  readonly url: string;
  readonly authPort: number;
  readonly keys: Keys;
  /** As the administrator of the database, without foreign keys and triggers: to fill tables fast. */
  readonly admin: Database;
  /** As the owner of the tables, with all that a change brings with it. */
  readonly owner: Database;
  readonly worker: Database;
  /** Of the running roles; the supervisor starts one that ended again. */
  pids(): Promise<Readonly<Record<'radius' | 'fold' | 'api' | 'worker', number>>>;
  readonly postgresPid: number;
  readonly postgresVersion: string;
  /** Of the administrator, to look at plans by hand. */
  readonly adminUrl: string;
}

const statementTimeoutMs = 3_600_000;

export async function startInstallation(cleanup: BenchCleanup): Promise<WebInstallation> {
  const postgres = await startSharedDatabase(cleanup);
  process.env['DATABASE_URL'] = postgres.adminUrl;
  const starting = startProduct();
  cleanup.add(async () => (await starting.catch(() => undefined))?.stop());
  const product = await starting;
  const config = readConfig({ DATABASE_URL: postgres.adminUrl, TRUNKLINE_HOME: product.home }, product.home);
  const { urls, masterKey } = await useDatabase(
    { config, clock: systemClock, say: console.log },
    ({ urls, keys }) => Promise.resolve({ urls, masterKey: keys.masterKey }),
  );
  const open = (url: string): Database => {
    const options = { applicationName: 'trunkline-bench', maxConnections: 1, statementTimeoutMs };
    const database = new Database({ url, ...options });
    cleanup.add(() => database.close());
    return database;
  };
  const adminUrl = new URL(postgres.adminUrl);
  adminUrl.pathname = new URL(urls.owner).pathname;
  adminUrl.searchParams.set('options', '-c session_replication_role=replica');
  const worker = open(urls.worker);
  return {
    url: product.url,
    authPort: product.authPort,
    keys: createKeys(masterKey),
    admin: open(adminUrl.href),
    owner: open(urls.owner),
    worker,
    pids: () => pidsOf(worker),
    postgresPid: postgres.pid,
    postgresVersion: postgres.version,
    adminUrl: adminUrl.href,
  };
}

async function pidsOf({ kysely }: Database): ReturnType<WebInstallation['pids']> {
  const { rows } = await sql<{ role: string; pid: number }>`
    select role, pid from platform.role_status`.execute(kysely);
  return Object.fromEntries(rows.map(({ role, pid }) => [role, pid])) as Awaited<
    ReturnType<WebInstallation['pids']>
  >;
}

export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}
