import { SeededRandom, systemClock } from '@trunkline/kit';
import { faultSeed } from '@trunkline/test-kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { creditFree, forgetFreeTraffic, keepMeters } from '../../src/modules/quota/index.ts';
import { CivilZone } from '../../src/modules/policy/index.ts';
import { closeMissingSessions, recordSamples, type SessionSample } from '../../src/modules/sessions/index.ts';
import { wireFold } from '../../src/roles/fold/wire-fold.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import {
  createWorld,
  recordOf,
  sessionsOf,
  startMs,
  usageOf,
  type AccountingWorld,
  type Told,
} from './accounting-world.ts';

let database: TestDatabase;
let world: AccountingWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  world = await createWorld(database);
  const { tenantId } = world.tenant;
  const { subscriberId } = world.anna;
  const metering = {
    counts: 'both' as const,
    countedHours: null,
    dayAlarmBytes: 1_500,
    weekAlarmBytes: null,
    monthAlarmBytes: null,
    quota: null,
  };
  const zone = new CivilZone('Europe/Berlin');
  await database
    .as('worker')
    .acrossTenants((tx) => keepMeters(tx, [{ tenantId, subscriberId, metering, nowMs: startMs, zone }]));
});
afterEach(() => world.line.close());

describe('a sample of a router', () => {
  it('counts in session, usage, meter and traffic, and RADIUS then counts only what is more', async () => {
    await tell({ status: 'Start', atS: 0 }, interim(300, 100, 1_000));
    expect(await due()).toEqual([]);
    await sample({ atS: 330, upload: 110, download: 1_400, timeS: 330 });
    expect(await session()).toMatchObject({
      uploadBytes: 110n,
      downloadBytes: 1_400n,
      aheadDownloadBytes: 400n,
    });
    expect(await sums()).toEqual([1_510n, 1_510n, 1_510n]);
    expect(await due()).toHaveLength(1);
    // RADIUS was behind: nothing new, and no reset of counters either.
    await tell(interim(340, 105, 1_350));
    expect(await session()).toMatchObject({ epoch: 0, downloadBytes: 1_400n, aheadDownloadBytes: 50n });
    await tell(interim(600, 150, 2_000), { ...interim(700, 160, 2_500), status: 'Stop' });
    expect(await session()).toMatchObject({
      uploadBytes: 160n,
      downloadBytes: 2_500n,
      aheadUploadBytes: 0n,
      aheadDownloadBytes: 0n,
      sessionTimeS: 700n,
      closedBy: 'stop',
    });
    expect(await sums()).toEqual([2_660n, 2_660n, 2_660n]);
  });

  it('says nothing of the rate, which is between two packets', async () => {
    await tell({ status: 'Start', atS: 0 }, interim(300, 0, 300_000));
    await sample({ atS: 590, upload: 0, download: 590_000, timeS: 590 });
    await tell(interim(600, 0, 600_000));
    expect(await session()).toMatchObject({ downloadBps: 8_000n });
  });

  it('keeps a session alive of which RADIUS says nothing', async () => {
    await tell({ status: 'Start', atS: 0 });
    await sample({ atS: 1_000, upload: 0, download: 5, timeS: 1_000 });
    expect(await session()).toMatchObject({ lastSeenAt: new Date(startMs + 1_000_000), stoppedAt: null });
  });

  it('of a session that has ended counts nothing', async () => {
    await tell({ status: 'Start', atS: 0 }, { ...interim(300, 1, 2), status: 'Stop' });
    await sample({ atS: 310, upload: 500, download: 500, timeS: 310 });
    expect(await sums()).toEqual([3n, 3n, 3n]);
  });

  it.each([-1, 2 ** 53, Infinity, NaN, 1.5])(
    'C11: of %d bytes counts nothing and stops no other',
    async (bytes) => {
      await tell(
        { status: 'Start', atS: 0 },
        { status: 'Start', atS: 0, sessionId: 'b', framedIp: '10.9.9.9' },
      );
      const [a, b] = await sessionsOf(database, world.tenant);
      await record([
        { ...sampleOf(a!.id), downloadBytes: bytes },
        { ...sampleOf(b!.id), downloadBytes: 7 },
      ]);
      expect(await sums()).toEqual([7n, 7n, 7n]);
    },
  );

  it('beside a fold that remembers the session: neither loses nor repeats what the other counts', async () => {
    await tell({ status: 'Start', atS: 0 }, interim(300, 0, 1_000));
    const [row] = await sessionsOf(database, world.tenant);
    await world.line.write([recordOf(world.nas, interim(600, 0, 2_000))]);
    await Promise.all([
      world.line.foldAll(),
      record([{ ...sampleOf(row!.id), atMs: startMs + 590_000, downloadBytes: 1_900, sessionTimeS: 590 }]),
    ]);
    expect(await session()).toMatchObject({ downloadBytes: 2_000n });
    expect(await sums()).toEqual([2_000n, 2_000n, 2_000n]);
  });

  it('A8: many of them beside many packets, in any order, end at what RADIUS tells', async () => {
    const random = new SeededRandom(faultSeed('A8'));
    await tell({ status: 'Start', atS: 0 });
    const [row] = await sessionsOf(database, world.tenant);
    for (let round = 1; round <= 20; round++) {
      const behind = round * 1_000 - random.integer(500);
      const records = [recordOf(world.nas, interim(round * 300, behind, behind))];
      if (random.integer(3) === 0) records.push(records[0]!);
      await world.line.write(records);
      const ahead = sampleOf(row!.id, { atS: round * 300 + random.integer(60) - 30, bytes: round * 1_000 });
      const work = [() => world.line.foldAll(), () => record([ahead])];
      if (random.integer(2) === 0) work.reverse();
      await Promise.all(work.map((each) => each()));
    }
    await tell({ ...interim(6_300, 21_000, 21_000), status: 'Stop' });
    expect(await session()).toMatchObject({ epoch: 0, uploadBytes: 21_000n, downloadBytes: 21_000n });
    expect(await sums()).toEqual([42_000n, 42_000n, 42_000n]);
  });
});

describe('a session that its router no longer lists', () => {
  it('ends when it was last heard of, is answered once, and goes on when RADIUS speaks of it', async () => {
    await tell({ status: 'Start', atS: 0 }, interim(300, 1, 2));
    const [row] = await sessionsOf(database, world.tenant);
    const missing = [{ tenantId: world.tenant.tenantId, id: row!.id, reason: 'lost' as const }];
    const close = () => database.as('worker').acrossTenants((tx) => closeMissingSessions(tx, missing));
    expect(await close()).toMatchObject({
      changes: [{ id: row!.id, kind: 'stopped', username: 'anna' }],
      ended: [{ sessionId: row!.id, endedAtMs: startMs + 300_000 }],
    });
    expect(await close()).toEqual({ changes: [], ended: [] });
    expect(await session()).toMatchObject({ closedBy: 'missing', stoppedAt: new Date(startMs + 300_000) });
    expect(await toldRadius(row!.id)).toBe(1);
    await tell(interim(600, 3, 4));
    expect(await session()).toMatchObject({ closedBy: null, stoppedAt: null, downloadBytes: 4n });
  });

  it('because the router has restarted stays ended', async () => {
    await tell({ status: 'Start', atS: 0 });
    const [row] = await sessionsOf(database, world.tenant);
    const missing = [{ tenantId: world.tenant.tenantId, id: row!.id, reason: 'restarted' as const }];
    await database.as('worker').acrossTenants((tx) => closeMissingSessions(tx, missing));
    expect(await session()).toMatchObject({ closedBy: 'nas_restart' });
    expect(await toldRadius(row!.id)).toBe(1);
  });
});

it('bytes of a free zone leave the meter and stay in the usage', async () => {
  await tell({ status: 'Start', atS: 0 }, interim(300, 100, 1_000));
  const [row] = await sessionsOf(database, world.tenant);
  const free = {
    tenantId: world.tenant.tenantId,
    sessionId: row!.id,
    subscriberId: world.anna.subscriberId,
    zoneId: world.nas.nasId,
    fromMs: startMs,
    atMs: startMs + 300_000,
    downloadBytes: 600,
    uploadBytes: 50,
  };
  const nowMs = startMs + 300_000;
  for (const traffic of [[free], [free, free], [{ ...free, downloadBytes: NaN }]]) {
    await database.as('worker').acrossTenants((tx) => creditFree(tx, traffic, { nowMs }));
  }
  expect(await sums()).toEqual([1_100n, 0n, 1_100n]);
  const rows = await database
    .as('worker')
    .acrossTenants((tx) =>
      tx.selectFrom('quota.freeTraffic').selectAll().where('sessionId', '=', row!.id).execute(),
    );
  expect(rows).toMatchObject([{ downloadBytes: 1_800n, uploadBytes: 150n }]);
  const forget = (days: number) =>
    database
      .as('worker')
      .acrossTenants((tx) => forgetFreeTraffic(tx, { nowMs: systemClock.now() + days * 86_400_000 }));
  expect([await forget(399), await forget(401), await forget(401)]).toEqual([0, 1, 0]);
});

function interim(atS: number, upload: number, download: number): Told {
  return {
    status: 'Interim-Update',
    atS,
    sessionTimeS: atS,
    upload: BigInt(upload),
    download: BigInt(download),
  };
}

async function tell(...told: Told[]): Promise<void> {
  world.line.clock.jump(startMs + told.at(-1)!.atS * 1_000);
  await world.line.write(told.map((each) => recordOf(world.nas, each)));
  await world.line.foldAll();
}

function sampleOf(sessionId: string, { atS = 300, bytes = 0 } = {}): SessionSample {
  return {
    tenantId: world.tenant.tenantId,
    sessionId,
    atMs: startMs + atS * 1_000,
    uploadBytes: bytes,
    downloadBytes: bytes,
    sessionTimeS: 0,
  };
}

async function sample(told: { atS: number; upload: number; download: number; timeS: number }): Promise<void> {
  const [row] = await sessionsOf(database, world.tenant);
  world.line.clock.jump(startMs + told.atS * 1_000);
  const { upload: uploadBytes, download: downloadBytes, timeS: sessionTimeS } = told;
  await record([{ ...sampleOf(row!.id, told), uploadBytes, downloadBytes, sessionTimeS }]);
}

function record(samples: SessionSample[]): Promise<void> {
  const { onUsage } = wireFold(world.line.clock);
  return recordSamples({ database: database.as('worker'), onUsage }, samples);
}

async function session() {
  const rows = await sessionsOf(database, world.tenant);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

/** Bytes by the days, the meter and the traffic by the minute. */
async function sums(): Promise<bigint[]> {
  const days = await usageOf(database, world.anna);
  const { subscriberId } = world.anna;
  const used = days.reduce((sum, [, upload, download]) => sum + upload + download, 0n);
  return database.as('worker').acrossTenants(async (tx) => {
    const meter = await tx
      .selectFrom('quota.meter')
      .select('dayBytes')
      .where('subscriberId', '=', subscriberId)
      .executeTakeFirstOrThrow();
    const { rows } = await sql<{ bytes: bigint }>`
      select coalesce(sum(download_bytes + upload_bytes), 0)::bigint as bytes from sessions.traffic_minute
      where tenant_id = ${world.tenant.tenantId}`.execute(tx);
    return [used, meter.dayBytes, rows[0]!.bytes];
  });
}

/** Those whom an alarm made due. */
function due() {
  return database
    .as('worker')
    .acrossTenants((tx) =>
      tx
        .selectFrom('enforcement.due')
        .select('subscriberId')
        .where('subscriberId', '=', world.anna.subscriberId)
        .where('newsAt', 'is not', null)
        .execute(),
    );
}

async function toldRadius(sessionId: string): Promise<number> {
  const rows = await database
    .as('worker')
    .acrossTenants((tx) =>
      tx
        .selectFrom('platform.change')
        .select('id')
        .where('kind', '=', 'closed_session')
        .where('id', '=', sessionId)
        .execute(),
    );
  return rows.length;
}
