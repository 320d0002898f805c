import { SeededRandom } from '@trunkline/kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { permissions } from '../../src/modules/sharing/permissions.ts';
import { routes } from '../../src/modules/sharing/routes.ts';
import { mostTags } from '../../src/modules/subscribers/subscriber-answer.ts';
import { SharingWatch } from '../../src/modules/sharing/index.ts';
import { RouterPool } from '../../src/modules/routers/index.ts';
import {
  createWorld,
  insertSubscriber,
  recordOf,
  type AccountingWorld,
} from '../accounting/accounting-world.ts';
import { addRouter, planOf, type TestRouter } from '../routers/routers-world.ts';
import { createTestApi, type TestApi } from '../support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { testKeys } from '../support/test-tenant.ts';

const dayMs = 86_400_000;
const all = [...permissions.map(({ code }) => code), 'subscribers.write', 'enforcement.disconnect'];

let database: TestDatabase;
let world: AccountingWorld;
let router: TestRouter;
let pool: RouterPool;
let watch: SharingWatch;
let api: TestApi;
let faults: unknown[];
let prefixes = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  world = await createWorld(database);
  const { tenantId } = world.tenant;
  router = await addRouter(database, { tenantId, prefix: `10.98.0.${++prefixes}/32`, line: world.line });
  const { clock } = world.line;
  const random = new SeededRandom(45);
  faults = [];
  pool = new RouterPool({ clock, random, learnFingerprint: async (_, met) => met });
  watch = new SharingWatch({
    database: database.as('worker'),
    clock,
    random,
    sealer: testKeys.sealer,
    pool,
    onFault: (error) => faults.push(error),
  });
  api = await createTestApi(routes({ database: database.as('api'), clock, random }));
});
afterEach(async () => {
  pool.close();
  await api.close();
  await router.device.stop();
  await world.line.close();
  expect(faults).toEqual([]);
});

async function set(settings: Record<string, unknown>): Promise<void> {
  const { tenantId } = world.tenant;
  await database.as('api').inTenant(tenantId, async (tx) => {
    for (const [key, value] of Object.entries(settings)) {
      await tx
        .insertInto('settings.setting')
        .values({ tenantId, key, value: JSON.stringify(value) })
        .onConflict((conflict) =>
          conflict.columns(['tenantId', 'key']).doUpdateSet({ value: JSON.stringify(value) }),
        )
        .execute();
    }
  });
}

/** Anna, or another, is online at the router and with us. */
async function online(fields: Parameters<typeof planOf>[0], atRouter = router) {
  const plan = planOf(fields);
  atRouter.device.open(plan);
  const startMs = Date.UTC(2026, 2, 10, 12);
  await world.line.write([
    recordOf(atRouter, {
      status: 'Start',
      atS: (world.line.clock.now() - startMs) / 1_000,
      sessionId: plan.sessionId,
      framedIp: plan.address,
      username: plan.userName,
      callingStationId: plan.callerId,
    }),
  ]);
  await world.line.foldAll();
  return plan;
}

/** Two looks: rules are there after the first, and what they caught is read with the second. */
async function pass(): Promise<void> {
  await watch.pass();
  world.line.clock.advance(300_000);
  await watch.pass();
}

const call = (request: string, body?: unknown, permitted: readonly string[] = all) =>
  api.call(request, {
    tenantId: world.tenant.tenantId,
    permissions: permitted,
    ...(body !== undefined && { body }),
  });
const cases = async (state = 'open') => (await call(`GET /api/sharing/cases?state=${state}`)).body.data;
const mangle = () => router.device.state.table('/ip/firewall/mangle').items.map(({ fields }) => fields);

const shared = { userName: 'anna', service: 'hotspot', seenTtls: [63, 64, 127], connections: 900 } as const;

describe('a line of a hotspot behind which others surf', () => {
  test('is found by its TTLs and connections, with the evidence and its figures', async () => {
    await set({ 'sharing.enabled': true });
    await online(shared);
    await pass();
    expect(await cases()).toMatchObject([
      {
        subscriberId: world.anna.subscriberId,
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
    const { data } = (await call('GET /api/sharing')).body;
    expect(data).toMatchObject({
      isEnabled: true,
      openCases: 1,
      routers: [{ nasId: router.nasId, failure: null }],
    });
  });

  test('has one case, however often it is seen, and one that is dismissed stays quiet until its days are over', async () => {
    await set({ 'sharing.enabled': true });
    await online(shared);
    await pass();
    await pass();
    const [found] = await cases();
    expect(await cases()).toHaveLength(1);
    const dismissed = await call(`POST /api/sharing/cases/${found.id}/dismiss`, {
      reason: 'a shop',
      quietDays: 30,
    });
    expect(dismissed.body.data).toMatchObject({ state: 'dismissed', reason: 'a shop', decidedBy: 'test' });
    await pass();
    expect(await cases()).toEqual([]);
    world.line.clock.advance(30 * dayMs);
    await online({ ...shared, userName: 'anna' });
    await pass();
    expect(await cases()).toHaveLength(1);
    const again = await call(`POST /api/sharing/cases/${found.id}/approve`, { action: 'tag' });
    expect(again).toMatchObject({ status: 409, body: { code: 'sharing.decided' } });
  });
});

describe('nobody is found', () => {
  test('on a PPPoE line, whose own router takes one off every packet: its TTL is not even asked for', async () => {
    await set({ 'sharing.enabled': true, 'sharing.judgesBridged': true, 'sharing.threshold': 30 });
    await online({ ...shared, service: 'pppoe' });
    await pass();
    expect(await cases()).toEqual([]);
    expect(await sightings()).toEqual([]);
  });

  test('of a household with several devices of its own, each with its own session', async () => {
    await set({ 'sharing.enabled': true });
    for (const seenTtls of [[64], [64], [128], [64], [128]]) {
      await online({ userName: 'anna', service: 'hotspot', seenTtls });
    }
    await pass();
    expect(await cases()).toEqual([]);
    // Hosts of both kinds, but each at an address of its own: known, and far from the threshold.
    expect((await sightings()).map(({ value }) => value).toSorted((a, b) => a - b)).toEqual([64, 128]);
  });

  test('while it is off, and a router that had rules loses them when it is turned off', async () => {
    await online(shared);
    await pass();
    expect(mangle()).toEqual([]);
    expect(await cases()).toEqual([]);
    const others = {
      chain: 'prerouting',
      action: 'add-src-to-address-list',
      'address-list': 'theirs',
      comment: 'mine',
    };
    router.device.state.table('/ip/firewall/mangle').add(others);
    await set({ 'sharing.enabled': true });
    await pass();
    expect(mangle().length).toBe(7);
    await set({ 'sharing.enabled': false });
    await pass();
    expect(mangle()).toMatchObject([{ 'address-list': 'theirs' }]);
    expect((await call('GET /api/sharing')).body.data).toMatchObject({ isEnabled: false, routers: [] });
  });
});

describe('a bridged line', () => {
  const bridged = { ...shared, service: 'ipoe' } as const;

  test('is judged only where the tenant says that no customer has a router of their own', async () => {
    await set({ 'sharing.enabled': true });
    await online(bridged);
    await pass();
    expect(await sightings()).toEqual([]);
    await set({ 'sharing.judgesBridged': true });
    await pass();
    expect(await cases()).toMatchObject([{ username: 'anna', score: 70 }]);
    // Turned off again, lists and rules of bridged lines go.
    await set({ 'sharing.judgesBridged': false });
    await pass();
    expect(router.device.state.table('/ip/firewall/address-list').items).toEqual([]);
    expect(mangle().every((rule) => rule['hotspot'] !== undefined)).toBe(true);
  });
});

test('different devices at two places at once are evidence of any kind of line', async () => {
  await set({ 'sharing.enabled': true, 'sharing.threshold': 40 });
  const { tenantId } = world.tenant;
  const second = await addRouter(database, {
    tenantId,
    prefix: `10.98.0.${++prefixes}/32`,
    line: world.line,
  });
  await online({ userName: 'anna' });
  await online({ userName: 'anna' }, second);
  const { subscriberId } = world.anna;
  await database.as('fold').acrossTenants((tx) =>
    tx
      .updateTable('sessions.session')
      .set({ lastSeenAt: new Date(world.line.clock.now() + 3_600_000) })
      .where('tenantId', '=', tenantId)
      .where('subscriberId', '=', subscriberId)
      .execute(),
  );
  await pass();
  await second.device.stop();
  expect(await cases()).toMatchObject([
    { score: 40, evidence: [{ kind: 'two_places', weight: 40, figures: { minutes: 60 } }] },
  ]);
});

describe('what is done', () => {
  test.each([
    ['tag', { tags: ['shared-account'] }],
    ['suspend', { status: 'suspended' }],
    ['one_session', { maxSessions: 1 }],
  ] as const)('by approving with %s is done at once, by a person, and audited', async (action, expected) => {
    await set({ 'sharing.enabled': true });
    await online(shared);
    await pass();
    const [{ id }] = await cases();
    expect(await subscriber()).not.toMatchObject(expected);
    const refused = await call(`POST /api/sharing/cases/${id}/approve`, { action }, ['sharing.decide']);
    expect(refused.status).toBe(403);
    const approved = await call(`POST /api/sharing/cases/${id}/approve`, { action });
    expect(approved).toMatchObject({
      status: 200,
      body: { data: { state: 'approved', action, decidedBy: 'test' } },
    });
    expect(await subscriber()).toMatchObject(expected);
    expect(await audited('sharing.approved')).toMatchObject([{ after: { caseId: id, action, score: 70 } }]);
    await pass();
    expect(await cases()).toEqual([]);
  });

  test('by approving with disconnect orders the end of each open session', async () => {
    await set({ 'sharing.enabled': true });
    await online(shared);
    await pass();
    const [{ id }] = await cases();
    await call(`POST /api/sharing/cases/${id}/approve`, { action: 'disconnect' });
    expect(await audited('enforcement.disconnect_requested')).toHaveLength(1);
  });

  test('alone is only what the tenant has opted in to', async () => {
    await set({ 'sharing.enabled': true, 'sharing.actsAlone': true, 'sharing.action': 'tag' });
    await online(shared);
    await pass();
    expect(await cases('acted')).toMatchObject([{ action: 'tag', decidedBy: 'system' }]);
    expect(await subscriber()).toMatchObject({ tags: ['shared-account'] });
  });

  test('of what cannot be done leaves the case open for a person', async () => {
    await set({ 'sharing.enabled': true, 'sharing.actsAlone': true, 'sharing.action': 'tag' });
    await online(shared);
    const { tenantId } = world.tenant;
    const tags = Array.from({ length: mostTags }, (_, place) => `tag ${place}`);
    await database
      .as('api')
      .inTenant(tenantId, (tx) =>
        tx
          .updateTable('subscribers.subscriber')
          .set({ tags })
          .where('id', '=', world.anna.subscriberId)
          .execute(),
      );
    await pass();
    const [open] = await cases();
    expect(open).toMatchObject({ state: 'open' });
    const refused = await call(`POST /api/sharing/cases/${open.id}/approve`, { action: 'tag' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'sharing.action_refused' } });
    expect(await cases()).toHaveLength(1);
  });
});

test('a router that cannot be reached is told, and does not keep the others from being looked at', async () => {
  await set({ 'sharing.enabled': true });
  const { tenantId } = world.tenant;
  const dead = await addRouter(database, { tenantId, prefix: `10.98.0.${++prefixes}/32`, line: world.line });
  await dead.device.stop();
  await online(shared);
  await pass();
  expect(await cases()).toHaveLength(1);
  const { routers } = (await call('GET /api/sharing')).body.data;
  const failures = new Map(
    routers.map((one: { nasId: string; failure: string | null }) => [one.nasId, one.failure]),
  );
  expect(failures.get(router.nasId)).toBeNull();
  expect(failures.get(dead.nasId)).toMatch(/^\w+: /);
});

test('another tenant sees and decides nothing', async () => {
  await set({ 'sharing.enabled': true });
  await online(shared);
  await pass();
  const [{ id }] = await cases();
  const stranger = await createWorld(database);
  const as = { tenantId: stranger.tenant.tenantId };
  expect((await api.call('GET /api/sharing/cases', as)).body.data).toEqual([]);
  expect((await api.call(`GET /api/sharing/cases/${id}`, as)).status).toBe(404);
  const body = { action: 'tag' };
  expect((await api.call(`POST /api/sharing/cases/${id}/approve`, { ...as, body })).status).toBe(404);
  await stranger.line.close();
});

test('each further subscriber is one of their own', async () => {
  await set({ 'sharing.enabled': true });
  await insertSubscriber(database, world.tenant, { username: 'ben' });
  await online(shared);
  await online({ ...shared, userName: 'ben' });
  await pass();
  expect((await cases()).map(({ username }: { username: string }) => username).toSorted()).toEqual([
    'anna',
    'ben',
  ]);
});

const inTenant = <T>(work: Parameters<ReturnType<TestDatabase['as']>['inTenant']>[1]): Promise<T> =>
  database.as('api').inTenant(world.tenant.tenantId, work) as Promise<T>;

function sightings(): Promise<{ kind: string; value: number }[]> {
  return inTenant((tx) => tx.selectFrom('sharing.sighting').select(['kind', 'value']).execute());
}

async function subscriber(): Promise<unknown> {
  const { subscriberId } = world.anna;
  return inTenant((tx) =>
    tx
      .selectFrom('subscribers.subscriber')
      .select(['status', 'tags', 'maxSessions'])
      .where('id', '=', subscriberId)
      .executeTakeFirst(),
  );
}

function audited(action: string): Promise<{ after: unknown }[]> {
  return inTenant((tx) =>
    tx.selectFrom('audit.entry').select('after').where('action', '=', action).execute(),
  );
}
