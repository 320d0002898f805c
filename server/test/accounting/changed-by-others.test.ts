import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { moveToHistory } from '../../src/modules/sessions/index.ts';
import { findSession } from '../../src/modules/sessions/session-store.ts';
import type { DatabaseRole, Tx } from '../../src/platform/db/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import {
  AccountingLine,
  createWorld,
  insertSubscriber,
  recordOf,
  sessionsOf,
  startMs,
  usageOf,
  type AccountingWorld,
  type Told,
} from './accounting-world.ts';

const dayMs = 86_400_000;
const lockTimeout = '55P03';
const dayS = dayMs / 1000;
let database: TestDatabase;
let world: AccountingWorld;

// A database for each test: each holds rows or tables that the folds of the others would wait for.
beforeEach(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
});
afterEach(async () => {
  await world.line.close();
  await database.drop();
});

it('a session that the worker closes while the fold writes what it remembers stays closed and is counted', async () => {
  const interim = { status: 'Interim-Update', atS: 300, sessionTimeS: 300, upload: 5n } as const;
  await fold({ ...interim, framedIp: '10.9.0.1' });
  await whileAnotherHolds(
    (tx) => sql`update sessions.session set stopped_at = last_seen_at, closed_by = 'stale'`.execute(tx),
    // From before the close, and with all columns to write.
    () =>
      fold({ ...interim, atS: 290, sessionTimeS: 290, upload: 7n, callingStationId: 'AA:BB:CC:00:00:01' }),
  );
  expect(await sessionsOf(database, world.tenant)).toMatchObject([
    { closedBy: 'stale', uploadBytes: 7n, callingStationId: 'AA:BB:CC:00:00:01' },
  ]);
  expect(await usageOf(database, world.anna)).toEqual([['2026-03-10', 7n, 0n, 300n]]);
});

it('a session that moves to the history while the fold writes what it remembers is corrected there', async () => {
  const interim = { status: 'Interim-Update', atS: 300, sessionTimeS: 300, upload: 5n } as const;
  await fold(interim);
  await whileAnotherHolds(
    async (tx) => {
      await sql`update sessions.session set stopped_at = last_seen_at, closed_by = 'stale'`.execute(tx);
      expect(await moveToHistory(tx, { nowMs: startMs + 8 * dayMs })).toBe(1);
    },
    () => fold({ ...interim, upload: 7n }),
  );
  expect(await sessionsOf(database, world.tenant)).toEqual([]);
  expect(await usageOf(database, world.anna)).toEqual([['2026-03-10', 7n, 0n, 300n]]);
});

it('a session met as the rival of another is not remembered without its earlier epochs', async () => {
  const ben = await insertSubscriber(database, world.tenant, { username: 'ben' });
  const device = { callingStationId: 'AA:BB:CC:00:00:01' };
  const interim = { ...device, status: 'Interim-Update' } as const;
  await fold({ ...interim, atS: 600, sessionTimeS: 600, upload: 100n });
  // A reset of its counters, and a fold that remembers nothing.
  await fold({ ...interim, atS: 900, sessionTimeS: 900, upload: 10n });
  await world.line.restartFold();
  // The same device under another name: it replaces nothing, and the first session was read for it.
  await fold({ ...device, status: 'Start', atS: 910, sessionId: 'b', username: 'ben' });
  await fold({ ...interim, atS: 900, delayS: 15, sessionTimeS: 890, upload: 150n });
  const rows = await sessionsOf(database, world.tenant);
  const counted = rows.filter((row) => row.acctSessionId === 'a').map((row) => [row.epoch, row.uploadBytes]);
  expect(counted.toSorted(([a], [b]) => Number(a) - Number(b))).toEqual([
    [0, 150n],
    [1, 10n],
  ]);
  expect((await usageOf(database, world.anna)).map(([, upload]) => upload)).toEqual([160n]);
  expect(await usageOf(database, ben)).toEqual([]);
});

it('of two sessions in the history that had one id, a late packet belongs to the later one', async () => {
  await fold({ status: 'Start', atS: 0 });
  await fold({ status: 'Stop', atS: 700, sessionTimeS: 700, upload: 1_000n, download: 1_000n });
  await moveAll(8);
  await fold({ status: 'Start', atS: 10 * dayS });
  const stop = { status: 'Stop', atS: 10 * dayS + 100, sessionTimeS: 100 } as const;
  await fold({ ...stop, upload: 1n, download: 1n });
  await moveAll(18);
  await fold({ ...stop, upload: 5n, download: 5n });
  expect(await sessionsOf(database, world.tenant)).toEqual([]);
  expect(await usageOf(database, world.anna)).toEqual([
    ['2026-03-10', 1_000n, 1_000n, 700n],
    ['2026-03-20', 5n, 5n, 100n],
  ]);
});

it('A8: what two nodes hear at once of a session in the history is counted once', async () => {
  const stop = { status: 'Stop', atS: 700, sessionTimeS: 700 } as const;
  await fold({ ...stop, upload: 5n });
  const [{ id } = { id: '' }] = await sessionsOf(database, world.tenant);
  await moveAll(8);
  const other = new AccountingLine(database);
  const late = recordOf(world.nas, { ...stop, upload: 9n });
  await world.line.write([late]);
  await other.write([late]);
  // Both have read what is known before either has written.
  await whileAnotherHolds(
    (tx) => sql`lock table sessions.correction in share mode`.execute(tx),
    () => Promise.all([foldAll(world.line), foldAll(other)]),
    { as: 'owner', waiting: 2 },
  );
  await other.close();
  const { tenantId } = world.tenant;
  const shown = await database.as('api').inTenant(tenantId, (tx) => findSession(tx, { tenantId, id }));
  expect(shown?.uploadBytes).toBe(9n);
  expect(await usageOf(database, world.anna)).toEqual([['2026-03-10', 9n, 0n, 700n]]);
});

async function fold(told: Told): Promise<void> {
  await world.line.write([recordOf(world.nas, told)]);
  await foldAll(world.line);
}

/** As the role does: what somebody else holds for too long is tried again. */
async function foldAll(line: AccountingLine): Promise<void> {
  try {
    await line.foldAll();
  } catch (error) {
    if ((error as { code?: unknown }).code !== lockTimeout) throw error;
    await foldAll(line);
  }
}

async function moveAll(days: number): Promise<void> {
  const moved = await database
    .as('worker')
    .acrossTenants((tx) => moveToHistory(tx, { nowMs: startMs + days * dayMs }));
  expect(moved).toBe(1);
}

/** Runs `then` while another transaction has done `change`, which commits once `waiting` others wait for it. */
async function whileAnotherHolds(
  change: (tx: Tx) => Promise<unknown>,
  then: () => Promise<unknown>,
  { as = 'worker', waiting = 1 }: { as?: DatabaseRole; waiting?: number } = {},
): Promise<void> {
  let folding = Promise.resolve<unknown>(undefined);
  const state = { hasEnded: false };
  await database.as(as).acrossTenants(async (tx) => {
    await change(tx);
    folding = then().finally(() => (state.hasEnded = true));
    while (!state.hasEnded && (await countWaiting()) < waiting);
  });
  await folding;
}

/** In a transaction of its own each time: one transaction sees the same connections until its end. */
async function countWaiting(): Promise<number> {
  const { rows } = await database.as('owner').acrossTenants((tx) =>
    sql<{ waiting: bigint }>`select count(*) as waiting from pg_locks
      join pg_stat_activity using (pid) where not granted and datname = current_database()`.execute(tx),
  );
  return Number(rows[0]!.waiting);
}
