import { ManualClock } from '@trunkline/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { runTask } from '../tasks/index.ts';
import { forgetSimulations, simulationTaskAction } from './index.ts';
import { routes } from './routes.ts';

const soldAt = Date.parse('2026-10-05T08:00:00Z');
const clock = new ManualClock(soldAt);
const gigabyte = 1_000_000_000;
const dayMs = 86_400_000;

let database: TestDatabase;
let api: TestApi;
let sales: Sales;
let north: TestTenant;
let south: TestTenant;
let planId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 46 });
  api = await createTestApi(routes(sales.deps));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(async () => {
  clock.jump(soldAt);
  const suffix = String(++made);
  north = await createTestTenant(database, { code: `north-${suffix}`, timeZone: 'UTC' });
  south = await createTestTenant(database, { code: `south-${suffix}`, timeZone: 'UTC' });
  planId = (await sales.plan(north, { validity: { count: 3, unit: 'month' }, priceMinor: 60_000n })).id;
});
let made = 0;

const buy = (fields: { tags?: string[] } = {}) =>
  sales
    .subscriber(north, { ...fields, plan: { planId, startsAt: undefined, autoRenew: false } })
    .then(({ id }) => id);

async function use(subscriberId: string, day: string, bytes: number): Promise<void> {
  const { tenantId } = north;
  await database.as('fold').acrossTenants((tx) =>
    tx
      .insertInto('sessions.usageDay')
      .values({
        tenantId,
        subscriberId,
        day,
        downloadBytes: BigInt(bytes),
        uploadBytes: 0n,
        sessionTimeS: 3_600n,
      })
      .execute(),
  );
}

/** 10 GB a month that cut, 200.00 for a month. */
const monthly = {
  downloadBps: 1_000_000_000,
  uploadBps: 1_000_000_000,
  quota: { period: 'monthly', bytes: 10 * gigabyte, timeS: null, atZero: 'cut', slow: null },
  validity: { count: 1, unit: 'month' },
  priceMinor: 20_000,
};
const october = { from: '2026-10-01', to: '2026-10-31' };

const start = (body: Record<string, unknown>, tenantId = north.tenantId) =>
  api.call('POST /api/plans/simulations', { tenantId, body: { terms: monthly, ...october, ...body } });

async function work(taskId: string): Promise<void> {
  const faults: unknown[] = [];
  const onFault = (error: unknown): void => void faults.push(error);
  const deps = { database: database.as('worker'), clock, actions: [simulationTaskAction], onFault };
  await runTask(deps, { tenantId: north.tenantId, taskId });
  expect(faults).toEqual([]);
}

const read = (id: string, what = '', tenantId = north.tenantId) =>
  api.call(`GET /api/plans/simulations/${id}${what}`, { tenantId });

describe('a simulation', () => {
  test('worked by hand: who would be cut, when, what does not pass, and what they pay', async () => {
    // 16 GB on the 20th without any known session are 16/24 GB an hour: 10 GB are reached after 15 hours. Six gigabytes do
    // not pass. Cut until the end of October: 9 hours and 11 days. The other stays under the quota.
    const [heavy, light] = [await buy(), await buy()];
    await use(heavy, '2026-10-20', 16 * gigabyte);
    await use(light, '2026-10-21', 9 * gigabyte);
    clock.jump(Date.parse('2026-11-02T12:00:00Z'));

    const started = await start({ who: { planId }, planId });
    expect(started.status).toBe(202);
    const { id, taskId } = started.body.data;
    expect((await read(id)).body.data).toMatchObject({
      state: 'waiting',
      totals: { subscribers: 0 },
      subscribers: 2,
    });
    await work(taskId);

    const cutS = 9 * 3_600 + 11 * 86_400;
    const { data } = (await read(id)).body;
    expect(data).toMatchObject({
      state: 'done',
      failed: 0,
      planId,
      currency: 'EUR',
      totals: {
        subscribers: 2,
        usedSubscribers: 2,
        cutSubscribers: 1,
        slowSubscribers: 0,
        cutS,
        usedBytes: 25 * gigabyte,
        cutBytes: 6 * gigabyte,
        // Both bought three months for 600.00 on the 5th of October; a month of the new terms costs 200.00.
        paysNowMinor: 120_000,
        wouldPayMinor: 40_000,
        payLess: 2,
      },
    });
    expect(data.days).toHaveLength(31);
    expect(data.days[19]).toEqual({
      day: '2026-10-20',
      slowSubscribers: 0,
      cutSubscribers: 1,
      usedBytes: 16 * gigabyte,
      heldBackBytes: 6 * gigabyte,
    });
    const codes = data.assumptions.map(({ code }: { code: string }) => code);
    expect(codes).toContain('spread_by_sessions');
    expect(codes).toContain('no_top_ups');

    const rows = (await read(id, '/subscribers?limit=1')).body;
    expect(rows.data).toMatchObject([
      {
        subscriberId: heavy,
        firstCutAt: '2026-10-20T15:00:00.000Z',
        cutS,
        firstSlowAt: null,
        heldBackBytes: 6 * gigabyte,
        paysNowMinor: 60_000,
        wouldPayMinor: 20_000,
      },
    ]);
    const next = await read(id, `/subscribers?limit=1&cursor=${rows.meta!.nextCursor}`);
    expect(next.body.data).toMatchObject([{ subscriberId: light, cutS: 0, firstCutAt: null }]);
    expect((await read(id, '/subscribers?only=cut')).body.data).toHaveLength(1);
  });

  test('with top-ups says how many are needed and adds them to what is paid', async () => {
    // 16 GB against 10 GB: six more, in pieces of four.
    await use(await buy(), '2026-10-20', 16 * gigabyte);
    clock.jump(Date.parse('2026-11-02T12:00:00Z'));
    const topUp = { bytes: 4 * gigabyte, priceMinor: 900 };
    const { id, taskId } = (await start({ who: { everybody: true }, topUp })).body.data;
    await work(taskId);
    expect((await read(id)).body.data.totals).toMatchObject({
      topUps: 2,
      cutSubscribers: 0,
      wouldPayMinor: 21_800,
      paysNowMinor: 60_000,
    });
  });

  test('means those of a plan, of tags or by name, who held something in the range, and saves no version', async () => {
    const tagged = await buy({ tags: ['fibre'] });
    const other = await buy();
    const later = await sales.subscriber(north);
    clock.jump(Date.parse('2026-11-02T12:00:00Z'));
    expect(await meant({ planId })).toBe(2);
    expect(await meant({ tags: ['fibre'] })).toBe(1);
    expect(await meant({ subscriberIds: [tagged, other, later.id] })).toBe(2);
    expect(await meant({ subscriberIds: [later.id] })).toBe('simulation.nobody');
    expect(await versions()).toBe(1);
  });

  test.each([
    [{ from: '2026-10-10', to: '2026-10-09' }, 'simulation.invalid_range'],
    [{ from: '2026-08-01', to: '2026-10-31' }, 'simulation.invalid_range'],
    [{ from: '2026-11-01', to: '2026-11-03' }, 'simulation.invalid_range'],
    [{ from: '2026-02-30', to: '2026-10-31' }, 'http.invalid_fields'],
    [{ terms: { ...monthly, validity: { count: 23, unit: 'hour' } } }, 'simulation.validity_too_short'],
    [{ terms: { ...monthly, currency: 'USD' } }, 'plans.invalid_terms'],
    [{ planId: '0197c1f0-0000-7000-8000-000000000001' }, 'simulation.plan_not_found'],
    [{ topUp: { bytes: 1, priceMinor: 1 } }, 'http.invalid_fields'],
    [{ who: {} }, 'http.invalid_fields'],
  ])('C11: %j is refused', async (wrong, code) => {
    await buy();
    clock.jump(Date.parse('2026-11-02T12:00:00Z'));
    const answer = await start({ who: { everybody: true }, ...wrong });
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });

  test('is of its tenant alone, and forgotten after a week', async () => {
    await buy();
    clock.jump(Date.parse('2026-11-02T12:00:00Z'));
    const { id, taskId } = (await start({ who: { everybody: true } })).body.data;
    await work(taskId);
    for (const what of ['', '/subscribers']) expect((await read(id, what, south.tenantId)).status).toBe(404);
    expect((await start({ who: { planId } }, south.tenantId)).body.code).toBe('simulation.plan_not_found');
    await forget(clock.now() + 7 * dayMs - 1);
    expect((await read(id)).status).toBe(200);
    await forget(clock.now() + 7 * dayMs + 1);
    expect((await read(id)).status).toBe(404);
  });
});

async function versions(): Promise<number> {
  const rows = await database
    .as('api')
    .inTenant(north.tenantId, (tx) => tx.selectFrom('plans.planVersion').select('id').execute());
  return rows.length;
}

/** How many a simulation means, or why there is none. */
async function meant(who: unknown): Promise<unknown> {
  const answer = await start({ who });
  return answer.status === 202 ? (await read(answer.body.data.id)).body.data.subscribers : answer.body.code;
}

function forget(nowMs: number): Promise<void> {
  const { tenantId } = north;
  return database.as('worker').inTenant(tenantId, (tx) => forgetSimulations(tx, { tenantId, nowMs }));
}
