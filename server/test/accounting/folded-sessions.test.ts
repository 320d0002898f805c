import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createTestTenant, type TestTenant } from '../support/test-tenant.ts';
import {
  createWorld,
  gigabyte,
  insertNas,
  insertSubscriber,
  recordOf,
  sessionsOf,
  startMs,
  story,
  usageOf,
  type AccountingLine,
  type TestNas,
  type TestSubscriber,
} from './accounting-world.ts';

let database: TestDatabase;
let tenant: TestTenant;
let nas: TestNas;
let anna: TestSubscriber;
let line: AccountingLine;
let sites = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(() => line.close());

async function setUp(options?: Parameters<typeof createWorld>[1]): Promise<void> {
  ({ tenant, nas, anna, line } = await createWorld(database, options));
}

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
    expect((await sessionsOf(database, tenant)).map((row) => [row.subscriberId, row.subscriptionId])).toEqual(
      [
        [anna.subscriberId, null],
        [ben.subscriberId, ben.subscriptionId],
        [null, null],
      ],
    );
  });

  it('never says a subscription of another tenant', async () => {
    await setUp();
    const other = await createTestTenant(database, { code: 'other' });
    const eve = await insertSubscriber(database, other, { username: 'eve' });
    const forged = { ...nas, tenantId: nas.tenantId };
    await line.write([
      recordOf(forged, { status: 'Start', atS: 0, username: 'nobody', subscriptionId: eve.subscriptionId }),
    ]);
    await line.foldAll();
    expect((await sessionsOf(database, tenant))[0]).toMatchObject({
      subscriberId: null,
      subscriptionId: null,
    });
  });

  it('counts what was used before the subscriber was known, once they are', async () => {
    await setUp();
    const told = story({ username: 'carla' });
    await line.write(told.slice(0, 3).map((packet) => recordOf(nas, packet)));
    await line.foldAll();
    const carla = await insertSubscriber(database, tenant, { username: 'carla' });
    await line.write([recordOf(nas, told[3]!)]);
    await line.foldAll();
    expect(await usageOf(database, carla)).toEqual([['2026-03-10', 2n * gigabyte, 12n * gigabyte, 700n]]);
  });
});

describe('two routers behind one NAS that use the same Acct-Session-Id', () => {
  it('have two sessions, with the totals of each, in one batch or in several', async () => {
    await setUp();
    const { here, there } = await insertSite();
    const ben = await insertSubscriber(database, tenant, { username: 'ben' });
    const toldHere = story().map((told) => recordOf(here, told));
    const toldThere = story({ username: 'ben' }).map(({ download, ...told }) =>
      recordOf(there, { ...told, ...(download === undefined ? {} : { download: download / 2n }) }),
    );
    await line.write([toldHere[0]!, toldThere[0]!, toldThere[1]!, toldHere[1]!]);
    await line.foldAll();
    await line.write([toldThere[2]!, toldHere[2]!]);
    await line.foldAll();
    await line.write([toldHere[3]!, toldThere[3]!]);
    await line.foldAll();
    const rows = await sessionsOf(database, tenant);
    const facts = rows.map((row) => [
      row.username,
      row.nasAddress,
      row.acctSessionId,
      row.epoch,
      row.closedBy,
    ]);
    expect(facts.toSorted(byFirst)).toEqual([
      ['anna', here.nasAddress, 'a', 0, 'stop'],
      ['ben', there.nasAddress, 'a', 0, 'stop'],
    ]);
    expect(await usageOf(database, anna)).toEqual([['2026-03-10', 2n * gigabyte, 12n * gigabyte, 700n]]);
    expect(await usageOf(database, ben)).toEqual([['2026-03-10', 2n * gigabyte, 6n * gigabyte, 700n]]);
  });

  it('have two sessions where they speak IPv6', async () => {
    await setUp();
    const site = await insertNas(database, tenant, { prefix: '2001:db8:77::/48' });
    const routers = ['2001:db8:77::1', '2001:db8:77:0:1::1'];
    for (const told of story()) {
      await line.write(routers.map((nasAddress) => recordOf({ ...site, nasAddress }, told)));
      await line.foldAll();
    }
    const rows = await sessionsOf(database, tenant);
    expect(rows.map((row) => [row.nasAddress, row.downloadBytes, row.closedBy]).toSorted(byFirst)).toEqual([
      ['2001:db8:77:0:1::1', 12n * gigabyte, 'stop'],
      ['2001:db8:77::1', 12n * gigabyte, 'stop'],
    ]);
  });
});

describe('usage of a civil day', () => {
  it('A10: counts the seconds of a session once, whatever resets of its counters it has', async () => {
    await setUp();
    const told = { status: 'Interim-Update', username: 'anna' } as const;
    await line.write(
      [
        { ...told, atS: 600, sessionTimeS: 600, download: 5n * gigabyte },
        { ...told, atS: 900, sessionTimeS: 900, download: 1n * gigabyte },
        { ...told, atS: 1_200, sessionTimeS: 1_200, download: 2n * gigabyte },
      ].map((packet) => recordOf(nas, packet)),
    );
    await line.foldAll();
    expect(await usageOf(database, anna)).toEqual([['2026-03-10', 0n, 7n * gigabyte, 1_200n]]);
  });

  it('A10: counts them alike when each packet is folded by itself', async () => {
    await setUp();
    const told = { status: 'Interim-Update', username: 'anna' } as const;
    for (const packet of [
      { ...told, atS: 600, sessionTimeS: 600, download: 5n * gigabyte },
      { ...told, atS: 900, sessionTimeS: 900, download: 1n * gigabyte },
      { ...told, atS: 1_200, sessionTimeS: 1_200, download: 2n * gigabyte },
    ]) {
      await line.write([recordOf(nas, packet)]);
      await line.foldAll();
    }
    expect(await usageOf(database, anna)).toEqual([['2026-03-10', 0n, 7n * gigabyte, 1_200n]]);
  });

  it('has what a session used of which only the Stop arrived, under an id that was used before', async () => {
    await setUp();
    for (const atS of [0, 7_200]) {
      const stop = { status: 'Stop', atS, sessionTimeS: 60, upload: 3n, download: 4n } as const;
      await line.write([recordOf(nas, { ...stop, upload: atS === 0 ? 9n : 3n })]);
      await line.foldAll();
    }
    expect(await usageOf(database, anna)).toEqual([['2026-03-10', 12n, 8n, 120n]]);
  });

  it('is stamped with the date of the event in the zone of the tenant, across a change of the clocks', async () => {
    await setUp({ timeZone: 'Europe/Berlin' });
    // 2026-03-29 has 23 hours there: midnight is 23:00 UTC before and 22:00 UTC after the change.
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
    expect((await usageOf(database, anna)).map(([day, , download]) => [day, download])).toEqual([
      ['2026-03-28', 1n],
      ['2026-03-29', 99n],
      ['2026-03-30', 900n],
    ]);
  });

  it('turns round the octets of a NAS that counts from the other side', async () => {
    await setUp({ swapsOctets: true });
    await line.write([recordOf(nas, { status: 'Stop', atS: 0, upload: 5n, download: 7n })]);
    await line.foldAll();
    expect(await usageOf(database, anna)).toEqual([['2026-03-10', 7n, 5n, 0n]]);
  });
});

describe('sessions without a Stop', () => {
  it('A12: Accounting-On closes those of that router alone, when last heard of', async () => {
    await setUp();
    const otherNas = await insertNas(database, tenant, { prefix: '10.1.0.1/32' });
    await line.write([
      recordOf(nas, { status: 'Start', atS: 0, sessionId: 'a' }),
      recordOf(nas, { status: 'Interim-Update', atS: 300, sessionId: 'a', sessionTimeS: 300, upload: 9n }),
      recordOf(otherNas, { status: 'Start', atS: 0, sessionId: 'a', username: 'ben' }),
      recordOf(nas, { status: 'Accounting-On', atS: 900 }),
      recordOf(nas, { status: 'Start', atS: 960, sessionId: 'b' }),
    ]);
    await line.foldAll();
    expect(
      (await sessionsOf(database, tenant)).map((row) => [row.acctSessionId, row.closedBy, row.stoppedAt]),
    ).toEqual([
      ['a', 'nas_restart', new Date(startMs + 300_000)],
      ['a', null, null],
      ['b', null, null],
    ]);
  });

  it('A12: Accounting-On of one router leaves the sessions of its neighbour behind the same NAS', async () => {
    await setUp();
    const { here, there } = await insertSite();
    await line.write([
      recordOf(here, { status: 'Start', atS: 0, sessionId: 'a' }),
      recordOf(there, { status: 'Start', atS: 0, sessionId: 'a', username: 'ben' }),
      recordOf(there, { status: 'Start', atS: 0, sessionId: 'b', username: 'cem' }),
    ]);
    await line.foldAll();
    await line.write([recordOf(there, { status: 'Accounting-On', atS: 60 })]);
    await line.foldAll();
    expect(
      (await sessionsOf(database, tenant)).map((row) => [row.username, row.closedBy]).toSorted(byFirst),
    ).toEqual([
      ['anna', null],
      ['ben', 'nas_restart'],
      ['cem', 'nas_restart'],
    ]);
  });

  it('an address that two routers behind one NAS both give out replaces the session of neither', async () => {
    await setUp();
    const { here, there } = await insertSite();
    const same = {
      status: 'Start',
      framedIp: '192.168.88.10',
      callingStationId: 'AA:BB:CC:00:00:01',
    } as const;
    await line.write([
      recordOf(here, { ...same, atS: 0, sessionId: 'a' }),
      recordOf(there, { ...same, atS: 60, sessionId: 'b' }),
      recordOf(there, { ...same, atS: 90, sessionId: 'c' }),
    ]);
    await line.foldAll();
    expect((await sessionsOf(database, tenant)).map((row) => [row.acctSessionId, row.closedBy])).toEqual([
      ['a', null],
      ['b', 'replaced'],
      ['c', null],
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
    expect((await sessionsOf(database, tenant)).map((row) => [row.acctSessionId, row.closedBy])).toEqual([
      ['a', 'replaced'],
      ['b', 'replaced'],
      ['c', null],
    ]);
  });
});

/** Two routers behind one NAS that is a prefix; RouterOS numbers the sessions of each from the same id. */
async function insertSite(): Promise<{ here: TestNas; there: TestNas }> {
  const site = await insertNas(database, tenant, { prefix: `10.77.${++sites}.0/24` });
  const at = (host: number) => ({ ...site, nasAddress: `10.77.${sites}.${host}` });
  return { here: at(1), there: at(2) };
}

/** Seconds after the start of the tests' time. */
function at(iso: string): number {
  return (Date.parse(iso) - startMs) / 1000;
}

/** Rows in the order of their first column. */
function byFirst(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1;
}
