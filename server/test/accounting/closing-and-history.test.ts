import { ManualClock, systemClock } from '@trunkline/kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSession, listSubscriberSessions } from '../../src/modules/sessions/session-store.ts';
import type { Tx } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { MinuteTick } from '../../src/roles/worker/minute-tick.ts';
import { housekeepingSteps } from '../../src/roles/worker/tick-steps.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import {
  createWorld,
  gigabyte,
  insertSubscriber,
  recordOf,
  sessionsOf,
  startMs,
  story,
  usageOf,
  type AccountingWorld,
} from './accounting-world.ts';

const dayMs = 86_400_000;
let database: TestDatabase;
let world: AccountingWorld;
let tick: MinuteTick;

// A database for each test: how far any fold has got decides what is stale.
beforeEach(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  tick = new MinuteTick({
    database: database.as('worker'),
    clock: new ManualClock(startMs),
    log: createLog({ name: 'test', level: 'silent', clock: systemClock, write: () => {}, asText: false }),
    steps: housekeepingSteps(database.as('worker')),
  });
});
afterEach(async () => {
  await world.line.close();
  await database.drop();
});

describe('a session of which nothing is heard', () => {
  const silent = { status: 'Interim-Update', atS: 300, sessionTimeS: 300, upload: 5n } as const;

  it('A12: is closed when last heard of, three intervals and a minute later, and not before', async () => {
    await world.line.write([recordOf(world.nas, silent)]);
    await foldUntil(300 + 3 * 300 + 60);
    await tick.tick(startMs + dayMs);
    expect((await onlySession()).closedBy).toBeNull();
    await foldUntil(300 + 3 * 300 + 62);
    await tick.tick(startMs + dayMs);
    expect(await onlySession()).toMatchObject({ closedBy: 'stale', stoppedAt: new Date(startMs + 300_000) });
    expect(await usageOf(database, world.anna)).toEqual([['2026-03-10', 5n, 0n, 300n]]);
  });

  it('is not closed while the fold lags behind its journal, however late it is', async () => {
    await world.line.write([recordOf(world.nas, silent)]);
    await foldUntil(400);
    await tick.tick(startMs + dayMs);
    expect((await onlySession()).closedBy).toBeNull();
  });

  it('is not closed after an outage before a fold has said how far it is', async () => {
    await world.line.write([recordOf(world.nas, silent)]);
    await foldUntil(400);
    const longAgo = { recordedAt: new Date('2020-01-01') };
    const report = (tx: Tx) => tx.updateTable('sessions.journalPosition').set(longAgo).execute();
    await database.as('fold').acrossTenants(report);
    await tick.tick(startMs + dayMs);
    expect((await onlySession()).closedBy).toBeNull();
    await foldUntil(7_200);
    await tick.tick(startMs + dayMs);
    expect((await onlySession()).closedBy).toBe('stale');
  });

  it('waits as long as its plan makes it report', async () => {
    const hourly = await insertSubscriber(database, world.tenant, {
      username: 'hourly',
      interimIntervalS: 3_600,
    });
    const told = { ...silent, username: 'hourly', subscriptionId: hourly.subscriptionId };
    await world.line.write([recordOf(world.nas, told)]);
    await foldUntil(3 * 3_600);
    await tick.tick(startMs + dayMs);
    expect((await onlySession()).closedBy).toBeNull();
    await foldUntil(4 * 3_600);
    await tick.tick(startMs + dayMs);
    expect((await onlySession()).closedBy).toBe('stale');
  });

  it('opens again when it is heard of after all', async () => {
    await world.line.write([recordOf(world.nas, silent)]);
    await foldUntil(7_200);
    await tick.tick(startMs + dayMs);
    expect((await onlySession()).closedBy).toBe('stale');
    await world.line.write([recordOf(world.nas, { ...silent, atS: 7_500, sessionTimeS: 7_500, upload: 9n })]);
    await world.line.foldAll();
    expect(await onlySession()).toMatchObject({ closedBy: null, stoppedAt: null, uploadBytes: 9n });
    expect((await usageOf(database, world.anna)).map(([, upload]) => upload)).toEqual([9n]);
  });
});

describe('the history', () => {
  it('takes sessions seven days after their end, and what comes later is added as a correction', async () => {
    await world.line.write(
      story()
        .slice(0, 3)
        .map((told) => recordOf(world.nas, told)),
    );
    await world.line.write([recordOf(world.nas, { status: 'Stop', atS: 700, sessionTimeS: 700 })]);
    await world.line.foldAll();
    const { id } = await onlySession();
    await tick.tick(startMs + 7 * dayMs);
    expect((await onlySession()).id).toBe(id);
    await tick.tick(startMs + 8 * dayMs);
    expect(await sessionsOf(database, world.tenant)).toEqual([]);

    const late = { status: 'Interim-Update', atS: 690, sessionTimeS: 690 } as const;
    await world.line.write([
      recordOf(world.nas, { ...late, upload: 3n * gigabyte, download: 9n * gigabyte }),
      recordOf(world.nas, { ...late, upload: 3n * gigabyte, download: 10n * gigabyte }),
      recordOf(world.nas, { ...late, upload: 1n * gigabyte, download: 1n * gigabyte }),
    ]);
    await world.line.foldAll();
    await world.line.write([
      recordOf(world.nas, { ...late, upload: 3n * gigabyte, download: 11n * gigabyte }),
    ]);
    await world.line.foldAll();

    expect(await sessionsOf(database, world.tenant)).toEqual([]);
    const { tenantId } = world.tenant;
    const shown = await database.as('api').inTenant(tenantId, (tx) => findSession(tx, { tenantId, id }));
    expect(shown).toMatchObject({
      uploadBytes: 3n * gigabyte,
      downloadBytes: 11n * gigabyte,
      closedBy: 'stop',
    });
    expect(await usageOf(database, world.anna)).toEqual([
      ['2026-03-10', 3n * gigabyte, 11n * gigabyte, 700n],
    ]);
  });

  it('shows a subscriber old and present sessions as one list, page by page', async () => {
    const { tenantId } = world.tenant;
    for (let i = 0; i < 5; i++) {
      const same = { sessionId: `s${i}`, atS: i * 10 };
      await world.line.write([
        recordOf(world.nas, { ...same, status: 'Start' }),
        recordOf(world.nas, { ...same, status: 'Stop', atS: i * 10 + 5, sessionTimeS: 5 }),
      ]);
      await world.line.foldAll();
      if (i === 2) await tick.tick(startMs + 8 * dayMs);
    }
    const page = (after: { startedAt: string; id: string } | undefined) =>
      database
        .as('api')
        .inTenant(tenantId, (tx) =>
          listSubscriberSessions(tx, { tenantId, subscriberId: world.anna.subscriberId, limit: 2, after }),
        );
    const first = await page(undefined);
    const last = first[1]!;
    const second = await page({ startedAt: new Date(last.startedAtMs).toISOString(), id: last.id });
    expect(first.slice(0, 2).map((row) => row.acctSessionId)).toEqual(['s4', 's3']);
    expect(second.map((row) => row.acctSessionId)).toEqual(['s2', 's1', 's0']);
  });
});

describe('the minute tick', () => {
  it('runs in one place at a time', async () => {
    const other = await database.as('worker').pool.connect();
    await other.query('select pg_advisory_lock(727002)');
    expect(await tick.tick(startMs)).toBe(false);
    await other.query('select pg_advisory_unlock(727002)');
    other.release();
    expect(await tick.tick(startMs)).toBe(true);
    expect(tick.stats().failures).toEqual({});
  });

  it('moves the horizon of the change feed before it prunes', async () => {
    const feed = database.as('worker');
    const oldest = await feed.acrossTenants((tx) => tx.selectFrom('platform.change').select('xid').execute());
    expect(oldest.length).toBeGreaterThan(0);
    await tick.tick(startMs);
    expect(await horizon()).toBe('0');
    // An hour passes by the database's clock.
    await database.as('owner').acrossTenants(async (tx) => {
      await tx
        .updateTable('platform.change')
        .set({ recordedAt: new Date('2020-01-01') })
        .execute();
    });
    await tick.tick(startMs);
    expect(await feed.acrossTenants((tx) => tx.selectFrom('platform.change').selectAll().execute())).toEqual(
      [],
    );
    const highest = oldest.map(({ xid }) => BigInt(xid)).reduce((a, b) => (a > b ? a : b));
    expect(BigInt(await horizon())).toBe(highest + 1n);
  });
});

/** The fold reaches its end at this many seconds, by its own clock. */
async function foldUntil(atS: number): Promise<void> {
  // The fold holds back five seconds for packets on their way to their sync.
  world.line.clock.jump(startMs + (atS + 5) * 1000);
  await world.line.restartFold();
  await world.line.foldAll();
}

async function onlySession() {
  const rows = await sessionsOf(database, world.tenant);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

async function horizon(): Promise<string> {
  const row = await database
    .as('worker')
    .acrossTenants((tx) => tx.selectFrom('platform.changeHorizon').select('xid').executeTakeFirstOrThrow());
  return row.xid;
}
