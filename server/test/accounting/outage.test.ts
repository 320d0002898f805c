import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cryptoRandom, systemClock } from '@trunkline/kit';
import { Client, type QueryResult } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { Journal } from '../../src/platform/journal/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { startFoldRole } from '../../src/roles/fold/main.ts';
import type { RoleContext, RunningRole } from '../../src/roles/role-runtime.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createTestTenant, testKeys } from '../support/test-tenant.ts';
import { gigabyte, insertNas, recordOf, sessionsOf, story, type TestNas } from './accounting-world.ts';

const sessionCount = 400;
const waiting = { timeout: 40_000, interval: 100 };
let database: TestDatabase;
let name: string;
let admin: Client;
let nas: TestNas;
let directory: string;
let journal: Journal;
let role: RunningRole;

beforeAll(async () => {
  database = await createTestDatabase();
  name = new URL(database.urls.fold).pathname.slice(1);
  const tenant = await createTestTenant(database, { code: 'outage' });
  nas = await insertNas(database, tenant, { prefix: '10.0.0.1/32' });
  // Its idle connections would be cut as well, and are not needed any more.
  await database.as('api').close();
  admin = new Client({ connectionString: inject('adminUrl') });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'outage-'));
  mkdirSync(join(directory, 'node'));
  journal = await Journal.open({
    folder: join(directory, 'node'),
    clock: systemClock,
    segmentBytes: 32 * 1024,
  });
  role = await startFoldRole(context());
});
afterEach(async () => {
  await role.stop();
  await journal.close();
  rmSync(directory, { recursive: true, force: true });
});

it('A5: while the database crashes and is away everything is acknowledged, and all of it is folded once', async () => {
  const told = Array.from({ length: sessionCount }, (_, i) =>
    story({ sessionId: `s${i}`, username: `u${i}` }),
  );
  const byTime = told[0]!.flatMap((_, step) => told.map((session) => session[step]!));
  let acknowledged = 0;
  for (let i = 0; i < byTime.length; i += 100) {
    const wave = byTime.slice(i, i + 100).map((packet) => journal.append(recordOf(nas, packet)));
    await Promise.all(wave);
    acknowledged += wave.length;
    if (i % 400 === 0) await cutConnections();
    if (i === 800) await beAway(1_500);
  }
  expect(acknowledged).toBe(sessionCount * 4);
  await vi.waitFor(async () => {
    const rows = await sessionsOf(database, { tenantId: nas.tenantId });
    expect(rows.filter((row) => row.closedBy === 'stop')).toHaveLength(sessionCount);
  }, waiting);
  const rows = await sessionsOf(database, { tenantId: nas.tenantId });
  for (const row of rows) {
    expect(row).toMatchObject({ epoch: 0, uploadBytes: 2n * gigabyte, downloadBytes: 12n * gigabyte });
  }
  const { rows: positions } = await asAdmin('select records from sessions.journal_position');
  expect(positions).toEqual([{ records: String(sessionCount * 4) }]);
});

it('what is written when the role stops is folded before it ends', async () => {
  await journal.append(recordOf(nas, { status: 'Start', atS: 9_000, sessionId: 'last' }));
  await role.stop();
  const { rows } = await asAdmin(`select 1 from sessions.session where acct_session_id = 'last'`);
  expect(rows).toHaveLength(1);
  role = await startFoldRole(context());
});

function context(): RoleContext {
  const log = createLog({
    name: 'fold',
    level: 'silent',
    clock: systemClock,
    write: () => {},
    asText: false,
  });
  return {
    role: 'fold',
    config: { node: 'node', journalDirectory: directory } as RoleContext['config'],
    databaseUrl: database.urls.fold,
    keys: testKeys,
    log,
    clock: systemClock,
    random: cryptoRandom,
    node: 'node',
  };
}

async function cutConnections(): Promise<void> {
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
}

/** No connection is possible meanwhile. */
async function beAway(ms: number): Promise<void> {
  await admin.query(`alter database ${name} allow_connections false`);
  await cutConnections();
  await sleep(ms);
  await admin.query(`alter database ${name} allow_connections true`);
}

async function asAdmin(statement: string): Promise<QueryResult> {
  const url = new URL(inject('adminUrl'));
  url.pathname = `/${name}`;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
