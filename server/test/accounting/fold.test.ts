import { SeededRandom } from '@trunkline/kit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createTestTenant, type TestTenant } from '../support/test-tenant.ts';
import {
  AccountingLine,
  insertNas,
  insertSubscriber,
  recordOf,
  startMs,
  type TestNas,
  type TestSubscriber,
  type Told,
} from './accounting-world.ts';

const gigabyte = 1_000_000_000n;
let database: TestDatabase;
let tenant: TestTenant;
let nas: TestNas;
let anna: TestSubscriber;
let line: AccountingLine;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(() => line.close());

let tenants = 0;

/** A tenant, a NAS and a subscriber of their own for each test. */
async function setUp(options: { timeZone?: string; swapsOctets?: boolean } = {}): Promise<void> {
  const number = ++tenants;
  tenant = await createTestTenant(database, {
    code: `t${number}`,
    ...(options.timeZone && { timeZone: options.timeZone }),
  });
  nas = await insertNas(database, tenant, {
    prefix: `10.0.${number}.1/32`,
    swapsOctets: options.swapsOctets ?? false,
  });
  anna = await insertSubscriber(database, tenant, { username: 'anna' });
  line = new AccountingLine(database);
}

describe('what was acknowledged', () => {
  it('is folded once: session, usage and position together', async () => {
    await setUp();
    await line.write(story().map((told) => recordOf(nas, told)));
    await line.foldAll();
    await expectStory();
    expect(line.fold.stats()).toMatchObject({ records: 4, setAside: 0 });
  });

  it('A7: is counted once when the fold dies after its commit and before it knows', async () => {
    await setUp();
    const records = story().map((told) => recordOf(nas, told));
    for (const record of records) {
      await line.write([record]);
      await line.fold.step();
      // What it had in memory is gone; the position in the database is all that is left.
      await line.restartFold();
    }
    await line.restartFold();
    await line.foldAll();
    await expectStory();
  });

  it('A7: is counted once by two folds of one journal', async () => {
    await setUp();
    await line.write(story().map((told) => recordOf(nas, told)));
    const rival = line.newFold();
    await rival.step();
    await line.write([recordOf(nas, { status: 'Interim-Update', atS: 650, sessionTimeS: 650, upload: 1n })]);
    await Promise.all([line.fold.step(), rival.step()]);
    await line.foldAll();
    await rival.close();
    await expectStory();
    await fold.close();
    await rival.close();
  });

  it('A1: is there when the fold could not commit: nothing moves, the next attempt folds all of it', async () => {
    await setUp();
    await line.write(story().map((told) => recordOf(nas, told)));
    const holder = await database.as('fold').pool.connect();
    await line.fold.step();
    await line.write([recordOf(nas, { status: 'Start', atS: 9_000, sessionId: 'b' })]);
    // Somebody holds the position for longer than the lock limit.
    await holder.query('begin');
    await holder.query('select from sessions.journal_position for update');
    await expect(line.fold.step()).rejects.toThrow(/lock timeout/);
    await holder.query('rollback');
    holder.release();
    await line.foldAll();
    await expectStory();
    expect(await sessions()).toHaveLength(2);
  });

  it('A8: 300 sessions with repeated, reordered and delayed packets give the totals of the fault-free run', async () => {
    await setUp();
    const seed = 20_260_310;
    const random = new SeededRandom(seed);
    const told = Array.from({ length: 300 }, (_, i) =>
      story({ sessionId: `s${i}`, username: `user${i}` }),
    ).flat();
    const delivered = told.flatMap((packet) => {
      const delayed = random.integer(5) === 0 ? { ...packet, delayS: random.integer(30) } : packet;
      return random.integer(5) === 0 ? [packet, delayed] : [delayed];
    });
    shuffleNearby(delivered, random, 400);
    await line.write(delivered.map((packet) => recordOf(nas, packet)));
    await line.foldAll();
    const rows = await sessions();
    expect(rows.length, `seed ${seed}`).toBe(300);
    for (const row of rows) {
      expect(row, `seed ${seed}, ${row.acctSessionId}`).toMatchObject({
        epoch: 0,
        closedBy: 'stop',
        uploadBytes: 2n * gigabyte,
        downloadBytes: 12n * gigabyte,
        sessionTimeS: 700n,
      });
    }
  });

  it('survives a damaged record and reports it; what follows is folded', async () => {
    await setUp();
    const records = story().map((told) => recordOf(nas, told));
    await line.write([...records.slice(0, 2), Buffer.from('not a record'), ...records.slice(2)]);
    await line.foldAll();
    await expectStory();
    expect(line.fold.stats()).toMatchObject({ records: 5, setAside: 1 });
  });

  it('a record that the database refuses is set aside alone, and those around it are folded', async () => {
    await setUp();
    const records = story().map((told) => recordOf(nas, told));
    const tooMuch = recordOf(nas, {
      status: 'Interim-Update',
      atS: 5,
      sessionId: 'x',
      upload: 2n ** 63n + 5n,
    });
    await line.write([records[0]!, tooMuch, ...records.slice(1)]);
    await line.foldAll();
    await expectStory();
    expect(line.fold.stats()).toMatchObject({ setAside: 1 });
  });

  it('a packet recorded for a NAS of another tenant changes nothing', async () => {
    await setUp();
    const stranger = await createTestTenant(database, { code: `stranger${tenants}` });
    await line.write([
      recordOf({ tenantId: stranger.tenantId, nasId: nas.nasId }, { status: 'Start', atS: 0 }),
    ]);
    await line.foldAll();
    expect(await sessions()).toEqual([]);
    expect(line.fold.stats().setAside).toBe(1);
  });

  it('B11: hostile text is stored as data', async () => {
    await setUp();
    const username = "'; drop table sessions.session; --\u0000<script>\r\n=1+1";
    await line.write([recordOf(nas, { status: 'Start', atS: 0, username, sessionId: 'a\u0000b' })]);
    await line.foldAll();
    const [row] = await sessions();
    expect(row).toMatchObject({
      acctSessionId: 'a\\x00b',
      username: "'; drop table sessions.session; --\\x00<script>\\x0d\\x0a=1+1",
    });
  });
});

describe('whose session it is', () => {
  it('says the Class first, then the user name in the tenant of the NAS', async () => {
    await setUp();
    const ben = await insertSubscriber(database, tenant, { username: 'ben' });
    await line.write([
      recordOf(nas, { status: 'Start', atS: 0, sessionId: 'a', username: 'ANNA ' }),
      recordOf(nas, {
        status: 'Start',
        atS: 0,
        sessionId: 'b',
        username: 'anna',
        subscriptionId: ben.subscriptionId,
      }),
      recordOf(nas, { status: 'Start', atS: 0, sessionId: 'c', username: 'nobody' }),
    ]);
    await line.foldAll();
    expect((await sessions()).map((row) => [row.subscriberId, row.subscriptionId])).toEqual([
      [anna.subscriberId, null],
      [ben.subscriberId, ben.subscriptionId],
      [null, null],
    ]);
  });

  it('never says a subscription of another tenant', async () => {
    await setUp();
    const other = await createTestTenant(database, { code: `other${tenants}` });
    const eve = await insertSubscriber(database, other, { username: 'eve' });
    const forged = { ...nas, tenantId: nas.tenantId };
    await line.write([
      recordOf(forged, { status: 'Start', atS: 0, username: 'nobody', subscriptionId: eve.subscriptionId }),
    ]);
    await line.foldAll();
    expect((await sessions())[0]).toMatchObject({ subscriberId: null, subscriptionId: null });
  });

  it('counts what was used before the subscriber was known, once they are', async () => {
    await setUp();
    const told = story({ username: 'carla' });
    await line.write(told.slice(0, 3).map((packet) => recordOf(nas, packet)));
    await line.foldAll();
    const carla = await insertSubscriber(database, tenant, { username: 'carla' });
    await line.write([recordOf(nas, told[3]!)]);
    await line.foldAll();
    expect(await usage(carla)).toEqual([['2026-03-10', 2n * gigabyte, 12n * gigabyte, 700n]]);
  });
});

describe('usage of a civil day', () => {
  it('is stamped with the date of the event in the zone of the tenant, across a change of the clocks', async () => {
    await setUp({ timeZone: 'Europe/Berlin' });
    // 2026-03-29 has 23 hours there: midnight is 23:00 UTC before and 22:00 UTC after the change.
    const at = (iso: string): number => (Date.parse(iso) - startMs) / 1000;
    const instants = [
      '2026-03-28T22:59:59Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T21:59:59Z',
      '2026-03-29T22:00:00Z',
    ];
    await line.write(
      instants.map((iso, i) =>
        recordOf(nas, {
          status: 'Interim-Update',
          atS: at(iso),
          sessionTimeS: 100 * (i + 1),
          download: 10n ** BigInt(i),
        }),
      ),
    );
    await line.foldAll();
    expect((await usage(anna)).map(([day, , download]) => [day, download])).toEqual([
      ['2026-03-28', 1n],
      ['2026-03-29', 99n],
      ['2026-03-30', 900n],
    ]);
  });

  it('turns round the octets of a NAS that counts from the other side', async () => {
    await setUp({ swapsOctets: true });
    await line.write([recordOf(nas, { status: 'Stop', atS: 0, upload: 5n, download: 7n })]);
    await line.foldAll();
    expect(await usage(anna)).toEqual([['2026-03-10', 7n, 5n, 0n]]);
  });
});

describe('sessions without a Stop', () => {
  it('A12: Accounting-On closes those of that NAS alone, when last heard of', async () => {
    await setUp();
    const otherNas = await insertNas(database, tenant, { prefix: `10.1.${tenants}.1/32` });
    await line.write([
      recordOf(nas, { status: 'Start', atS: 0, sessionId: 'a' }),
      recordOf(nas, { status: 'Interim-Update', atS: 300, sessionId: 'a', sessionTimeS: 300, upload: 9n }),
      recordOf(otherNas, { status: 'Start', atS: 0, sessionId: 'a', username: 'ben' }),
      recordOf(nas, { status: 'Accounting-On', atS: 900 }),
      recordOf(nas, { status: 'Start', atS: 960, sessionId: 'b' }),
    ]);
    await line.foldAll();
    expect((await sessions()).map((row) => [row.acctSessionId, row.closedBy, row.stoppedAt])).toEqual([
      ['a', 'nas_restart', new Date(startMs + 300_000)],
      ['a', null, null],
      ['b', null, null],
    ]);
  });

  it('a newer session of the device, or with the address, replaces the lost one, in one batch or in two', async () => {
    await setUp();
    const device = { callingStationId: 'AA:BB:CC:00:00:01' };
    await line.write([
      recordOf(nas, { status: 'Start', atS: 0, sessionId: 'a', ...device, framedIp: '10.9.0.1' }),
      recordOf(nas, { status: 'Start', atS: 60, sessionId: 'b', ...device, framedIp: '10.9.0.2' }),
    ]);
    await line.foldAll();
    await line.write([
      recordOf(nas, { status: 'Start', atS: 90, sessionId: 'c', username: 'ben', framedIp: '10.9.0.2' }),
    ]);
    await line.foldAll();
    expect((await sessions()).map((row) => [row.acctSessionId, row.closedBy])).toEqual([
      ['a', 'replaced'],
      ['b', 'replaced'],
      ['c', null],
    ]);
  });
});

function story({ sessionId = 'a', username = 'anna' } = {}): Told[] {
  const same = { sessionId, username };
  return [
    { ...same, status: 'Start', atS: 0 },
    {
      ...same,
      status: 'Interim-Update',
      atS: 300,
      sessionTimeS: 300,
      upload: 1n * gigabyte,
      download: 4n * gigabyte,
    },
    {
      ...same,
      status: 'Interim-Update',
      atS: 600,
      sessionTimeS: 600,
      upload: 2n * gigabyte,
      download: 9n * gigabyte,
    },
    { ...same, status: 'Stop', atS: 700, sessionTimeS: 700, upload: 2n * gigabyte, download: 12n * gigabyte },
  ];
}

async function expectStory(): Promise<void> {
  const [row] = await sessions();
  expect(row).toMatchObject({
    subscriberId: anna.subscriberId,
    closedBy: 'stop',
    startedAt: new Date(startMs),
    stoppedAt: new Date(startMs + 700_000),
    uploadBytes: 2n * gigabyte,
    downloadBytes: 12n * gigabyte,
  });
  expect(await usage(anna)).toEqual([['2026-03-10', 2n * gigabyte, 12n * gigabyte, 700n]]);
}

function sessions() {
  return database
    .as('fold')
    .acrossTenants((tx) =>
      tx
        .selectFrom('sessions.session')
        .selectAll()
        .where('tenantId', '=', tenant.tenantId)
        .orderBy('acctSessionId')
      .orderBy('stoppedAt')
        .execute(),
    );
}

async function usage({ subscriberId }: TestSubscriber): Promise<[string, bigint, bigint, bigint][]> {
  const rows = await database
    .as('fold')
    .acrossTenants((tx) =>
      tx
        .selectFrom('sessions.usageDay')
        .selectAll()
        .where('subscriberId', '=', subscriberId)
        .orderBy('day')
        .execute(),
    );
  return rows.map((row) => [row.day, row.uploadBytes, row.downloadBytes, row.sessionTimeS]);
}

/** Swaps each packet with one at most `reach` places behind it. */
function shuffleNearby<T>(items: T[], random: SeededRandom, reach: number): void {
  for (let i = 0; i < items.length; i++) {
    const other = Math.min(items.length - 1, i + random.integer(reach));
    [items[i], items[other]] = [items[other]!, items[i]!];
  }
}
