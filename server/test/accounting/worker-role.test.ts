import { cryptoRandom, systemClock } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createLog } from '../../src/platform/log/index.ts';
import { startWorkerRole } from '../../src/roles/worker/main.ts';
import type { RoleContext } from '../../src/roles/role-runtime.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createTestTenant, testKeys } from '../support/test-tenant.ts';

const waiting = { timeout: 30_000, interval: 100 };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await createTestTenant(database, { code: 'worker' });
});
afterAll(() => database.drop());

it('the worker does all that is due in its first minute, with the rights of its own database role', async () => {
  const log = createLog({
    name: 'worker',
    level: 'silent',
    clock: systemClock,
    write: () => {},
    asText: false,
  });
  const role = await startWorkerRole({
    role: 'worker',
    config: {} as RoleContext['config'],
    databaseUrl: database.urls.worker,
    keys: testKeys,
    log,
    clock: systemClock,
    random: cryptoRandom,
    node: 'node',
  });
  const stats = () =>
    role.stats!() as { jobs: { isRunning: boolean }; tick: { ticks: number; failures: object } };
  await vi.waitFor(() => expect(stats().tick.ticks).toBeGreaterThan(0), waiting);
  await vi.waitFor(() => expect(stats().jobs.isRunning).toBe(true), waiting);
  expect(stats().tick.failures).toEqual({});
  await role.stop();
  const { rows } = await database.as('owner').acrossTenants((tx) =>
    sql<{ today: string | null; nextMonth: string | null }>`
      select to_regclass('aaa.auth_log_' || to_char(now() at time zone 'UTC', 'YYYYMMDD'))::text as today,
        to_regclass('sessions.history_' || to_char(date_trunc('month', now() at time zone 'UTC') + interval '1 month',
          'YYYYMMDD'))::text as next_month`.execute(tx),
  );
  expect(rows[0]).toEqual({ today: expect.any(String), nextMonth: expect.any(String) });
});
