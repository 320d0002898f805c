import { ManualClock } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../src/modules/speed/routes.ts';
import { setStatus } from '../../src/modules/subscribers/set-status.ts';
import { judgeBoost } from '../../src/roles/api/judge-boost.ts';
import { createSales, type Sales } from '../support/test-sales.ts';
import { createTestApi, type TestApi } from '../support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createTestTenant, type TestTenant } from '../support/test-tenant.ts';

const start = Date.parse('2027-03-10T09:00:00Z');
const minuteMs = 60_000;
const clock = new ManualClock(start);
const megaByte = 1_000_000n;

let database: TestDatabase;
let api: TestApi;
let sales: Sales;
let north: TestTenant;
let south: TestTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 51 });
  api = await createTestApi(routes({ ...sales.deps, judgeBoost }));
  north = await createTestTenant(database, { code: 'north', timeZone: 'UTC' });
  south = await createTestTenant(database, { code: 'south' });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** A plan of 20/5 M that from 100 MB a day on gives 2/1 M. */
async function subscriber(): Promise<string> {
  clock.jump(start);
  const { id: planId } = await sales.plan(north, {
    fairUse: [
      { period: 'day', thresholdBytes: 100n * megaByte, downloadBps: 2_000_000n, uploadBps: 1_000_000n },
    ],
  });
  const { id } = await sales.subscriber(north, { plan: { planId, startsAt: undefined, autoRenew: false } });
  return id;
}
const fast = { downloadBps: 50_000_000, uploadBps: 10_000_000, minutes: 60, reason: 'a film night' };
const grant = (id: string, change: Record<string, unknown> = {}, { tenantId } = north) =>
  api.call(`POST /api/subscribers/${id}/boosts`, { tenantId, body: { ...fast, ...change } });
const end = (id: string, boostId: string, { tenantId } = north) =>
  api.call(`DELETE /api/subscribers/${id}/boosts/${boostId}`, { tenantId });
const auditOf = (id: string) =>
  database
    .as('api')
    .inTenant(north.tenantId, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select(['action', 'after'])
        .where('subjectId', '=', id)
        .where('action', 'like', 'boost.%')
        .orderBy('id')
        .execute(),
    );

test('a boost runs from now for its minutes, is listed, and stands in the history', async () => {
  const id = await subscriber();
  const { status, body } = await grant(id);
  expect(status).toBe(201);
  expect(body.data).toMatchObject({
    downloadBps: 50_000_000,
    uploadBps: 10_000_000,
    reason: 'a film night',
    subscriberId: id,
    startsAt: '2027-03-10T09:00:00.000Z',
    endsAt: '2027-03-10T10:00:00.000Z',
    grantedByName: 'test',
  });
  const listed = await api.call(`GET /api/subscribers/${id}/boosts`, { tenantId: north.tenantId });
  expect(listed.body.data).toEqual([body.data]);
  expect(await auditOf(id)).toMatchObject([{ action: 'boost.granted', after: { minutes: 60 } }]);
});

test('one at a time; ended early it stays for the record and another may run', async () => {
  const id = await subscriber();
  const first = (await grant(id)).body.data;
  expect(await grant(id)).toMatchObject({ status: 409, body: { code: 'speed.boost_runs' } });
  clock.jump(start + 5 * minuteMs);
  expect((await end(id, first.id)).body.data.endsAt).toBe('2027-03-10T09:05:00.000Z');
  expect(await end(id, first.id)).toMatchObject({ status: 409, body: { code: 'speed.boost_ended' } });
  expect((await grant(id)).status).toBe(201);
  const url = `GET /api/subscribers/${id}/boosts`;
  expect((await api.call(url, { tenantId: north.tenantId })).body.data).toHaveLength(2);
  expect((await auditOf(id)).map(({ action }) => action)).toEqual([
    'boost.granted',
    'boost.ended',
    'boost.granted',
  ]);
});

test('refused with the reason while a tier of fair use that was reached is tighter', async () => {
  const id = await subscriber();
  await database.as('owner').acrossTenants((tx) =>
    tx
      .insertInto('quota.meter')
      .values({
        tenantId: north.tenantId,
        subscriberId: id,
        counts: 'both',
        day: '2027-03-10',
        dayBytes: 150n * megaByte,
        week: '2027-03-07',
        weekBytes: 150n * megaByte,
        month: '2027-03-01',
        monthBytes: 150n * megaByte,
      })
      .execute(),
  );
  const answer = await grant(id);
  expect(answer).toMatchObject({ status: 409, body: { code: 'speed.boost_without_effect' } });
  expect(answer.body.message).toContain('daily tier 1');
  clock.jump(start + 24 * 60 * minuteMs);
  expect((await grant(id)).status).toBe(201);
});

test('refused where it is not faster than the plan, or slower in one direction', async () => {
  const id = await subscriber();
  for (const rates of [
    { downloadBps: 20_000_000, uploadBps: 5_000_000 },
    { downloadBps: 90_000_000, uploadBps: 4_000_000 },
  ]) {
    expect((await grant(id, rates)).body.code).toBe('speed.boost_without_effect');
  }
  expect((await grant(id, { downloadBps: 20_000_000, uploadBps: 5_000_001 })).status).toBe(201);
});

test('refused for who gets no service', async () => {
  const { id } = await sales.subscriber(north);
  expect((await grant(id)).body.code).toBe('speed.boost_without_effect');
  const suspended = await subscriber();
  await setStatus(sales.deps, north.actor, { id: suspended, action: 'suspend', reason: 'x' });
  expect((await grant(suspended)).body.code).toBe('speed.boost_without_effect');
});

test('minutes are 1 to 10,080, and twenty boosts a day are enough', async () => {
  const id = await subscriber();
  for (const minutes of [0, 10_081, 1.5]) expect((await grant(id, { minutes })).status).toBe(400);
  for (let n = 0; n < 20; n++) {
    clock.jump(start + 2 * n * minuteMs);
    expect((await grant(id, { minutes: 1 })).status).toBe(201);
  }
  clock.jump(start + 60 * minuteMs);
  expect((await grant(id)).body.code).toBe('speed.too_many_boosts');
  clock.jump(start + 25 * 60 * minuteMs);
  expect((await grant(id)).status).toBe(201);
});

test('another tenant finds neither the subscriber nor the boost, and rights are asked', async () => {
  const id = await subscriber();
  const { data } = (await grant(id)).body;
  expect((await end(id, data.id, south)).status).toBe(404);
  expect((await grant(id, {}, south)).status).toBe(404);
  const asReader = { tenantId: north.tenantId, permissions: ['subscribers.read'] };
  expect((await api.call(`POST /api/subscribers/${id}/boosts`, { ...asReader, body: fast })).status).toBe(
    403,
  );
  expect((await api.call(`GET /api/subscribers/${id}/boosts`, asReader)).status).toBe(200);
});

test('the login hears of a boost and of its end', async () => {
  const id = await subscriber();
  const feed = async () => {
    const rows = await database
      .as('radius')
      .acrossTenants((tx) => tx.selectFrom('platform.change').select('id').where('id', '=', id).execute());
    return rows.length;
  };
  const before = await feed();
  const { data } = (await grant(id)).body;
  expect(await feed()).toBeGreaterThan(before);
  const granted = await feed();
  await end(id, data.id);
  expect(await feed()).toBeGreaterThan(granted);
});
