import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findRouterState } from '../../src/modules/routers/quota-sync/router-state-store.ts';
import {
  createWorld,
  gigabyte,
  insertSubscriber,
  recordOf,
  sessionsOf,
  usageOf,
  type AccountingWorld,
  type Told,
} from '../accounting/accounting-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { addRouter, openSync, planOf, setApi, type TestRouter } from './routers-world.ts';

let database: TestDatabase;
let world: AccountingWorld;
let router: TestRouter;
let open: ReturnType<typeof openSync>;
let prefixes = 0;
const others: TestRouter[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  world = await createWorld(database);
  router = await another();
  open = openSync(database, world.line);
});
afterEach(async () => {
  open.pool.close();
  await Promise.all(others.splice(0).map(({ device }) => device.stop()));
  // A router of a test that is over is none of the next one's.
  await sql`update nas.nas set syncs_usage = false`.execute(database.as('owner').kysely);
  await world.line.close();
});

async function another(prefix = `10.99.0.${++prefixes}/32`): Promise<TestRouter> {
  const { tenantId } = world.tenant;
  const made = await addRouter(database, { tenantId, prefix, line: world.line });
  others.push(made);
  return made;
}

/** What RADIUS tells of a session now. */
async function tell(told: Omit<Told, 'atS'>, nas = router): Promise<void> {
  const { line } = world;
  const startMs = Date.UTC(2026, 2, 10, 12);
  await line.write([recordOf(nas, { atS: (line.clock.now() - startMs) / 1_000, ...told })]);
  await line.foldAll();
}

/** Anna is online, at the router and with us. */
async function begin(fields: Parameters<typeof planOf>[0] = { userName: 'anna' }, nas = router) {
  const plan = planOf(fields);
  const session = nas.device.open(plan);
  const { sessionId, address: framedIp, userName: username, callerId: callingStationId } = plan;
  const who = { sessionId, framedIp, username, callingStationId };
  await tell({ status: 'Start', ...who }, nas);
  return { session, who };
}

async function setAlarm(
  alarmBytes: bigint,
  counts = 'both',
  subscriberId = world.anna.subscriberId,
): Promise<void> {
  await sql`insert into quota.meter (tenant_id, subscriber_id, counts, day, week, month, month_alarm_bytes)
    values (${world.tenant.tenantId}, ${subscriberId}, ${counts}, '2026-03-10', '2026-03-08', '2026-03-01',
      ${alarmBytes})`.execute(database.as('owner').kysely);
}

async function meterBytes(subscriberId = world.anna.subscriberId): Promise<bigint> {
  const { rows } = await sql<{ bytes: bigint }>`
    select month_bytes as bytes from quota.meter where subscriber_id = ${subscriberId}`.execute(
    database.as('owner').kysely,
  );
  return rows[0]!.bytes;
}

async function isDue(): Promise<boolean> {
  const { rows } = await sql`select 1 from enforcement.due
    where subscriber_id = ${world.anna.subscriberId} and news_at is not null`.execute(
    database.as('owner').kysely,
  );
  return rows.length > 0;
}

const only = async () => (await sessionsOf(database, world.tenant))[0]!;
const state = (nas = router) =>
  database
    .as('worker')
    .acrossTenants((tx) => findRouterState(tx, { tenantId: nas.tenantId, nasId: nas.nasId }));
const octets = (uploadBytes: bigint, downloadBytes: bigint) => ({ uploadBytes, downloadBytes });

describe('the counters of a router', () => {
  test('are written when the meter reaches its alarm by them, and make the subscriber due', async () => {
    await setAlarm(gigabyte);
    const { session } = await begin();
    session.add(octets(100_000_000n, 800_000_000n));
    await open.look();
    expect(await only()).toMatchObject({ downloadBytes: 0n });
    expect([await meterBytes(), await isDue()]).toEqual([0n, false]);
    session.add(octets(0n, 200_000_000n));
    await open.look();
    expect(await only()).toMatchObject({ downloadBytes: gigabyte, uploadBytes: 100_000_000n });
    expect([await meterBytes(), await isDue()]).toEqual([1_100_000_000n, true]);
    expect((await usageOf(database, world.anna))[0]!.slice(1, 3)).toEqual([100_000_000n, gigabyte]);
  });

  test('count once beside RADIUS, whichever of the two speaks first', async () => {
    await setAlarm(gigabyte);
    const { session, who } = await begin();
    session.add(octets(0n, 1_200_000_000n));
    await open.look();
    await tell({ status: 'Interim-Update', ...who, sessionTimeS: 30, upload: 0n, download: 1_150_000_000n });
    await open.look(2);
    expect(await meterBytes()).toBe(1_200_000_000n);
    await tell({ status: 'Stop', ...who, sessionTimeS: 90, upload: 0n, download: 1_300_000_000n });
    expect(await only()).toMatchObject({ downloadBytes: 1_300_000_000n });
    expect(await meterBytes()).toBe(1_300_000_000n);
    expect((await usageOf(database, world.anna))[0]!.slice(1, 3)).toEqual([0n, 1_300_000_000n]);
  });

  test('only what is downloaded counts where the plan says so', async () => {
    await setAlarm(gigabyte, 'download');
    const { session } = await begin();
    session.add(octets(5n * gigabyte, 900_000_000n));
    await open.look();
    expect(await isDue()).toBe(false);
  });

  test('of a session that RADIUS no longer reports are written, and keep it from being closed', async () => {
    const { session } = await begin();
    session.add(octets(1_000n, 2_000n));
    await open.look(10);
    expect(await only()).toMatchObject({ downloadBytes: 0n });
    await open.look();
    const { lastSeenAt, ...row } = await only();
    expect(row).toMatchObject({ uploadBytes: 1_000n, downloadBytes: 2_000n, stoppedAt: null });
    expect(lastSeenAt.getTime()).toBe(world.line.clock.now());
  });

  test('of a session of two with one name are those of its own device', async () => {
    await setAlarm(1n);
    const first = await begin();
    const second = await begin();
    first.session.add(octets(0n, 100n));
    second.session.add(octets(0n, 7n));
    await open.look();
    const rows = await sessionsOf(database, world.tenant);
    expect(rows.map((row) => row.downloadBytes)).toEqual([100n, 7n]);
  });

  test('of a hotspot are found by user and address', async () => {
    await setAlarm(1n);
    const { session } = await begin({ userName: 'anna', service: 'hotspot', sessionId: '80700001' });
    session.add(octets(3n, 100n));
    await open.look();
    expect(await only()).toMatchObject({ uploadBytes: 3n, downloadBytes: 100n });
  });

  test('of an id that somebody else has by now are not taken for theirs', async () => {
    await setAlarm(1n);
    const { who } = await begin();
    router.device.close([...router.device.state.sessions][0]!.session);
    const stranger = router.device.open(planOf({ userName: 'bob', sessionId: who.sessionId }));
    stranger.add(octets(0n, 5_000n));
    await open.look();
    expect(await only()).toMatchObject({ downloadBytes: 0n });
    expect(await state()).toMatchObject({ matched: 0, unknownHere: 1, unknownThere: 1 });
  });

  test('of a router that shares its NAS with others are of its own sessions alone', async () => {
    const shared = await another('10.98.0.0/24');
    const { who } = await begin({ userName: 'anna' }, { ...shared, nasAddress: '127.0.0.1' });
    await tell(
      { status: 'Start', ...who, username: 'else', sessionId: '81700999' },
      { ...shared, nasAddress: '10.98.0.9' },
    );
    await open.look(3);
    expect(await state(shared)).toMatchObject({ matched: 1, unknownThere: 0 });
  });
});

describe('a session that its router no longer has', () => {
  test('is closed after two looks, and told to who watches', async () => {
    const { session } = await begin();
    await open.look();
    router.device.close(session);
    await open.look();
    expect(await only()).toMatchObject({ stoppedAt: null });
    await open.look();
    expect(await only()).toMatchObject({ closedBy: 'missing' });
    const { rows } = await sql<{ payload: { kind: string }[] }>`
      select payload from live.event where tenant_id = ${world.tenant.tenantId} order by xid`.execute(
      database.as('owner').kysely,
    );
    expect(rows.at(-1)!.payload.map(({ kind }) => kind)).toEqual(['stopped']);
  });

  test('since the router booted ended by that', async () => {
    await begin();
    await open.look();
    await router.device.powerOff();
    world.line.clock.advance(120_000);
    await router.device.powerOn();
    await open.look(3);
    expect(await only()).toMatchObject({ closedBy: 'nas_restart' });
  });

  test('is not concluded from a list that the router did not give', async () => {
    await begin();
    await open.look();
    router.device.setFaults({
      trap: { path: '/ppp/active', message: 'not enough permissions (9)', category: 4 },
    });
    await open.look(5);
    expect(await only()).toMatchObject({ stoppedAt: null });
    expect(await state()).toMatchObject({
      failuresInARow: 5,
      failure: expect.stringContaining('missing_policy'),
    });
  });

  test('that never was in a list which cannot hold it stays', async () => {
    await tell({ status: 'Start', sessionId: 'wlan-17', username: 'anna', framedIp: '10.1.2.3' });
    await open.look(5);
    expect(await only()).toMatchObject({ stoppedAt: null });
  });
});

describe('routers', () => {
  test('one that is silent and one that is gone delay no other', async () => {
    const silent = await another();
    const gone = await another();
    await gone.device.stop();
    silent.device.setFaults({ instead: 'silence' });
    world.line.clock.advance(30_000);
    await open.sync.load();
    let isOver = false;
    const passes = open.sync.passAll().then(() => (isOver = true));
    await expect.poll(() => state()).toMatchObject({ failuresInARow: 0, identity: 'sim-router' });
    await expect.poll(() => state(gone)).toMatchObject({ failure: expect.stringMatching(/^refused/) });
    expect(isOver).toBe(false);
    silent.device.dropConnections();
    await passes;
    expect(await state(silent)).toMatchObject({ failure: expect.stringMatching(/^closed/) });
    expect(open.faults).toEqual([]);
  });

  test('E3: one that ends every conversation is one that fails, and no fault of ours', async () => {
    router.device.setFaults({ instead: 'fatal' });
    await open.look(2);
    expect(await state()).toMatchObject({ failuresInARow: 2, failure: 'closed: not logged in' });
    expect(open.faults).toEqual([]);
  });

  test('E3: one of hostile names is shown as text, cut to what a page bears', async () => {
    const name = `<img src=xy>\0${'\u{1F5FC}'.repeat(5_000)}`;
    Object.assign(router.device.state.setting('/system/identity'), { name });
    await open.look();
    const { identity, failure } = (await state())!;
    expect(failure).toBeNull();
    expect(identity).toMatch(/^<img src=xy>\ufffd/);
    expect(identity!.length).toBe(200);
    expect(open.faults).toEqual([]);
  });

  test('say how they are, and why they could not be asked', async () => {
    const { nasId, tenantId } = router;
    await begin();
    await open.look();
    expect(await state()).toMatchObject({ identity: 'sim-router', sessions: 1, matched: 1, failure: null });
    await setApi(database, router, { port: router.device.port, usesTls: false, password: 'another-one' });
    await open.look();
    expect(await state()).toMatchObject({
      failure: expect.stringMatching(/^wrong_password/),
      failuresInARow: 1,
    });
    await sql`delete from sessions.session where nas_id = ${nasId}`.execute(database.as('owner').kysely);
    await sql`delete from nas.nas where tenant_id = ${tenantId} and id = ${nasId}`.execute(
      database.as('owner').kysely,
    );
    await open.sync.passAll();
    expect(await state()).toBeUndefined();
    expect(open.faults).toEqual([]);
  });

  test('a subscriber without a quota costs no write', async () => {
    await insertSubscriber(database, world.tenant, { username: 'bob' });
    const { session } = await begin({ userName: 'bob' });
    session.add(octets(0n, 10n * gigabyte));
    await open.look(3);
    expect(await only()).toMatchObject({ downloadBytes: 0n });
    expect(open.sync.stats()).toMatchObject({ samples: 0, matched: 1, passes: 3 });
  });
});
