import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWorld, insertSubscriber } from '../accounting/accounting-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { openSharingHouse, shared, type SharingHouse } from './sharing-house.ts';

const dayMs = 86_400_000;

let database: TestDatabase;
let house: SharingHouse;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  house = await openSharingHouse(database);
});
afterEach(async () => {
  await house.close();
  expect(house.faults).toEqual([]);
});

describe('a line of a hotspot behind which others surf', () => {
  test('is found by its TTLs and connections, with the evidence and its figures', async () => {
    await house.set({ 'sharing.enabled': true });
    await house.online(shared);
    await house.pass();
    expect(await house.cases()).toMatchObject([
      {
        subscriberId: house.world.anna.subscriberId,
        username: 'anna',
        state: 'open',
        score: 70,
        evidence: [
          { kind: 'ttl_behind', weight: 60, figures: { ttls: [63, 127] } },
          { kind: 'many_connections', weight: 10, figures: { over: 600 } },
        ],
        action: null,
      },
    ]);
    const { data } = (await house.call('GET /api/sharing')).body;
    expect(data).toMatchObject({
      isEnabled: true,
      openCases: 1,
      routers: [{ nasId: house.router.nasId, failure: null }],
    });
  });

  test('has one case, however often it is seen, and one that is dismissed stays quiet until its days are over', async () => {
    await house.set({ 'sharing.enabled': true });
    await house.online(shared);
    await house.pass();
    await house.pass();
    const [found] = await house.cases();
    expect(await house.cases()).toHaveLength(1);
    const dismissed = await house.call(`POST /api/sharing/cases/${found.id}/dismiss`, {
      reason: 'a shop',
      quietDays: 30,
    });
    expect(dismissed.body.data).toMatchObject({ state: 'dismissed', reason: 'a shop', decidedBy: 'test' });
    await house.pass();
    expect(await house.cases()).toEqual([]);
    house.world.line.clock.advance(30 * dayMs);
    await house.online({ ...shared, userName: 'anna' });
    await house.pass();
    expect(await house.cases()).toHaveLength(1);
    const again = await house.call(`POST /api/sharing/cases/${found.id}/approve`, { action: 'tag' });
    expect(again).toMatchObject({ status: 409, body: { code: 'sharing.decided' } });
  });
});

describe('nobody is found', () => {
  test('on a PPPoE line, whose own router takes one off every packet: its TTL is not even asked for', async () => {
    await house.set({ 'sharing.enabled': true, 'sharing.judgesBridged': true, 'sharing.threshold': 30 });
    await house.online({ ...shared, service: 'pppoe' });
    await house.pass();
    expect(await house.cases()).toEqual([]);
    expect(await house.sightings()).toEqual([]);
  });

  test('of a household with several devices of its own, each with its own session', async () => {
    await house.set({ 'sharing.enabled': true, 'sharing.threshold': 30 });
    // A busy line, which hosts of both kinds at one address would bring over the threshold.
    for (const seenTtls of [[64], [64], [128], [64], [128]]) {
      await house.online({ userName: 'anna', service: 'hotspot', seenTtls, connections: 1_600 });
    }
    await house.pass();
    expect(await house.cases()).toEqual([]);
    // Hosts of both kinds, but each at an address of its own: known, and no evidence.
    expect((await house.sightings()).map(({ value }) => value).toSorted((a, b) => a - b)).toEqual([
      64, 128, 600, 1_500,
    ]);
  });

  test('for what an address was listed for while somebody else had it', async () => {
    await house.set({ 'sharing.enabled': true });
    const { world, clock } = house;
    const { nasId } = house.router;
    const { subscriberId: bert } = await insertSubscriber(database, world.tenant, { username: 'bert' });
    await house.online({ ...shared, userName: 'bert', sessionId: 'b1', address: '10.7.0.9' });
    await house.pass();
    expect(await house.cases()).toMatchObject([{ subscriberId: bert }]);
    await database.as('fold').acrossTenants((tx) =>
      tx
        .updateTable('sessions.session')
        .set({ stoppedAt: new Date(clock.now()), closedBy: 'stop' })
        .where('nasId', '=', nasId)
        .where('acctSessionId', '=', 'b1')
        .execute(),
    );
    await house.online({ userName: 'anna', service: 'hotspot', sessionId: 'a1', address: '10.7.0.9' });
    await house.pass();
    expect(await house.cases()).toMatchObject([{ subscriberId: bert }]);
  });

  test('while it is off, and a router that had rules loses them when it is turned off', async () => {
    await house.online(shared);
    await house.pass();
    expect(house.mangle()).toEqual([]);
    expect(await house.cases()).toEqual([]);
    const others = {
      chain: 'prerouting',
      action: 'add-src-to-address-list',
      'address-list': 'theirs',
      comment: 'mine',
    };
    house.router.device.state.table('/ip/firewall/mangle').add(others);
    await house.set({ 'sharing.enabled': true });
    await house.pass();
    expect(house.mangle().length).toBe(7);
    await house.set({ 'sharing.enabled': false });
    await house.pass();
    expect(house.mangle()).toMatchObject([{ 'address-list': 'theirs' }]);
    expect((await house.call('GET /api/sharing')).body.data).toMatchObject({ isEnabled: false, routers: [] });
  });
});

describe('a bridged line', () => {
  const bridged = { ...shared, service: 'ipoe' } as const;

  test('is judged only where the tenant says that no customer has a router of their own', async () => {
    await house.set({ 'sharing.enabled': true });
    await house.online(bridged);
    await house.pass();
    expect(await house.sightings()).toEqual([]);
    await house.set({ 'sharing.judgesBridged': true });
    await house.pass();
    expect(await house.cases()).toMatchObject([{ username: 'anna', score: 70 }]);
    // Turned off again, lists and rules of bridged lines go.
    await house.set({ 'sharing.judgesBridged': false });
    await house.pass();
    expect(house.router.device.state.table('/ip/firewall/address-list').items).toEqual([]);
    expect(house.mangle().every((rule) => rule['hotspot'] !== undefined)).toBe(true);
  });
});

test('whoever walks from place to place, with another address at each, is at no two places at once', async () => {
  await house.set({ 'sharing.enabled': true, 'sharing.threshold': 40 });
  const second = await house.addOne();
  // Each time the first place takes five minutes to notice: an hour in all.
  for (let walk = 0; walk < 12; walk++) {
    await house.online({ userName: 'anna' });
    await house.online({ userName: 'anna' }, second);
    await database.as('fold').acrossTenants((tx) =>
      tx
        .updateTable('sessions.session')
        .set({ stoppedAt: new Date(house.clock.now() + 300_000), closedBy: 'stop' })
        .where('tenantId', '=', house.world.tenant.tenantId)
        .where('stoppedAt', 'is', null)
        .execute(),
    );
    house.clock.advance(3_600_000);
  }
  await house.pass();
  await second.device.stop();
  expect(await house.cases()).toEqual([]);
});

test('different devices at two places at once are evidence of any kind of line', async () => {
  await house.set({ 'sharing.enabled': true, 'sharing.threshold': 40 });
  const { tenantId } = house.world.tenant;
  const second = await house.addOne();
  await house.online({ userName: 'anna' });
  await house.online({ userName: 'anna' }, second);
  const { subscriberId } = house.world.anna;
  await database.as('fold').acrossTenants((tx) =>
    tx
      .updateTable('sessions.session')
      .set({ lastSeenAt: new Date(house.world.line.clock.now() + 3_600_000) })
      .where('tenantId', '=', tenantId)
      .where('subscriberId', '=', subscriberId)
      .execute(),
  );
  await house.pass();
  await second.device.stop();
  expect(await house.cases()).toMatchObject([
    { score: 40, evidence: [{ kind: 'two_places', weight: 40, figures: { minutes: 60 } }] },
  ]);
});

test('a router that cannot be reached is told, and does not keep the others from being looked at', async () => {
  await house.set({ 'sharing.enabled': true });
  const dead = await house.addOne();
  await dead.device.stop();
  await house.online(shared);
  await house.pass();
  expect(await house.cases()).toHaveLength(1);
  const { routers } = (await house.call('GET /api/sharing')).body.data;
  const failures = new Map(
    routers.map((one: { nasId: string; failure: string | null }) => [one.nasId, one.failure]),
  );
  expect(failures.get(house.router.nasId)).toBeNull();
  expect(failures.get(dead.nasId)).toMatch(/^\w+: /);
});

test('another tenant sees and decides nothing', async () => {
  await house.set({ 'sharing.enabled': true });
  await house.online(shared);
  await house.pass();
  const [{ id }] = await house.cases();
  const stranger = await createWorld(database);
  const as = { tenantId: stranger.tenant.tenantId };
  expect((await house.api.call('GET /api/sharing/cases', as)).body.data).toEqual([]);
  expect((await house.api.call(`GET /api/sharing/cases/${id}`, as)).status).toBe(404);
  const body = { action: 'tag' };
  expect((await house.api.call(`POST /api/sharing/cases/${id}/approve`, { ...as, body })).status).toBe(404);
  await stranger.line.close();
});

test('each further subscriber is one of their own', async () => {
  await house.set({ 'sharing.enabled': true });
  await insertSubscriber(database, house.world.tenant, { username: 'ben' });
  await house.online(shared);
  await house.online({ ...shared, userName: 'ben' });
  await house.pass();
  expect((await house.cases()).map(({ username }: { username: string }) => username).toSorted()).toEqual([
    'anna',
    'ben',
  ]);
});
