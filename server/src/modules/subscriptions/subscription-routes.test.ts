import { ManualClock } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { routes } from './routes.ts';

const clock = new ManualClock(Date.parse('2027-03-01T09:00:00Z'));

let database: TestDatabase;
let api: TestApi;
let sales: Sales;
let north: TestTenant;
let south: TestTenant;
let plan: { id: string };
let metered: { id: string };
let subscriber: { id: string };

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 31 });
  api = await createTestApi(routes(sales.deps));
  north = await createTestTenant(database, { code: 'north' });
  south = await createTestTenant(database, { code: 'south' });
  plan = await sales.plan(north);
  metered = await sales.plan(north, {
    quota: { period: 'monthly', bytes: 1_000n, timeS: null, atZero: 'cut', slow: null },
  });
  subscriber = await sales.subscriber(north);
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

const post = (path: string, body: unknown, tenantId = north.tenantId) =>
  api.call(`POST ${path}`, { tenantId, body });
const assign = async (body: Record<string, unknown> = {}, subscriberId = subscriber.id) =>
  (await post(`/api/subscribers/${subscriberId}/subscriptions`, { planId: plan.id, ...body })).body.data;

describe('the subscription routes', () => {
  test('201 with the period that was bought', async () => {
    const answer = await post(`/api/subscribers/${subscriber.id}/subscriptions`, {
      planId: plan.id,
      startsAt: '2027-03-01T12:00:00+02:00',
      sessionVolumeBytes: 1_000_000,
      notes: 'wants paper invoices',
    });
    expect(answer).toMatchObject({
      status: 201,
      etag: '"1"',
      body: {
        data: {
          status: 'pending',
          startsAt: '2027-03-01T10:00:00.000Z',
          expiresAt: '2027-04-01T09:00:00.000Z',
          sessionVolumeBytes: 1_000_000,
          notes: 'wants paper invoices',
          autoRenew: false,
        },
      },
    });
    const read = await api.call(`GET /api/subscriptions/${answer.body.data.id}`, {
      tenantId: north.tenantId,
    });
    expect(read).toMatchObject({ status: 200, body: { data: answer.body.data } });
  });

  test.each([
    [{ planId: '00000000-0000-4000-8000-000000000000' }, 'planId'],
    [{ planId: 'basic' }, 'planId'],
    [{ startsAt: 'tomorrow' }, 'startsAt'],
    [{ startsAt: '2020-01-01T00:00:00Z' }, 'startsAt'],
    [{ expiresAt: '2027-03-01T09:00:00Z' }, 'expiresAt'],
    [{ priority: 1001 }, 'priority'],
    [{ sessionVolumeBytes: 0 }, 'sessionVolumeBytes'],
    [{ status: 'active' }, 'status'],
  ])('400 for %o, naming the field', async (fields, field) => {
    const answer = await post(`/api/subscribers/${subscriber.id}/subscriptions`, {
      planId: plan.id,
      ...fields,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.details?.map((detail) => detail.field)).toEqual([field]);
  });

  test.each([{}, { days: 1, seconds: 1 }, { days: 0 }, { until: 'never' }])(
    '400 for an extension by %o',
    async (by) => {
      const { id } = await assign();
      expect((await post(`/api/subscriptions/${id}/extend`, by)).status).toBe(400);
    },
  );

  test('extend, change plan and cancel answer the subscription as it is then', async () => {
    const { id } = await assign();
    const extended = await post(`/api/subscriptions/${id}/extend`, { days: 2, reason: 'outage' });
    expect(extended).toMatchObject({
      status: 200,
      body: { data: { expiresAt: '2027-04-03T08:00:00.000Z', revision: 2 } },
    });
    const next = await post(`/api/subscriptions/${id}/change-plan`, { planId: plan.id, when: 'at_expiry' });
    expect(next.body.data).toMatchObject({
      status: 'pending',
      renewsId: id,
      startsAt: '2027-04-03T08:00:00.000Z',
    });
    const cancelled = await post(`/api/subscriptions/${id}/cancel`, {});
    expect(cancelled.body.data).toMatchObject({
      status: 'cancelled',
      cancelledAt: '2027-03-01T09:00:00.000Z',
    });
    expect(await post(`/api/subscriptions/${id}/cancel`, {})).toMatchObject({
      status: 409,
      body: { code: 'subscriptions.event_refused' },
    });
  });

  test('PATCH changes what may be changed, by the revision that was read', async () => {
    const { id } = await assign();
    const patch = (body: unknown, revision: number) =>
      api.call(`PATCH /api/subscriptions/${id}`, { tenantId: north.tenantId, body, revision });
    const changed = await patch(
      { autoRenew: true, renewalPlanId: plan.id, priority: 5, sessionVolumeBytes: 7 },
      1,
    );
    expect(changed).toMatchObject({
      status: 200,
      etag: '"2"',
      body: { data: { autoRenew: true, renewalPlanId: plan.id, priority: 5, sessionVolumeBytes: 7 } },
    });
    expect((await patch({ sessionVolumeBytes: null }, 2)).body.data.sessionVolumeBytes).toBeNull();
    expect(await patch({ notes: 'x' }, 1)).toMatchObject({
      status: 409,
      body: { code: 'subscriptions.revision_conflict' },
    });
    expect((await patch({ expiresAt: null }, 3)).status).toBe(400);
    const foreign = await sales.plan(south);
    expect(await patch({ renewalPlanId: foreign.id }, 3)).toMatchObject({
      status: 400,
      body: { details: [{ field: 'renewalPlanId' }] },
    });
    await post(`/api/subscriptions/${id}/cancel`, {});
    expect(await patch({ notes: 'x' }, 4)).toMatchObject({
      status: 409,
      body: { code: 'subscriptions.event_refused' },
    });
  });

  test('404 for what belongs to another tenant', async () => {
    const { id } = await assign();
    const theirs = await sales.plan(south);
    for (const [request, extra] of [
      [`GET /api/subscriptions/${id}`, {}],
      [`PATCH /api/subscriptions/${id}`, { body: { notes: 'x' }, revision: 1 }],
      [`POST /api/subscriptions/${id}/cancel`, { body: {} }],
      [`POST /api/subscriptions/${id}/extend`, { body: { days: 1 } }],
      [`POST /api/subscriptions/${id}/change-plan`, { body: { planId: theirs.id, when: 'now' } }],
      [`POST /api/subscribers/${subscriber.id}/subscriptions`, { body: { planId: theirs.id } }],
    ] as const) {
      expect((await api.call(request, { tenantId: south.tenantId, ...extra })).status, request).toBe(404);
    }
    expect((await api.call('GET /api/subscriptions', { tenantId: south.tenantId })).body.data).toEqual([]);
  });

  test('the list shows the newest first and filters by subscriber, plan and status', async () => {
    const one = await sales.subscriber(north);
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      clock.advance(1);
      ids.push((await assign({}, one.id)).id);
    }
    await post(`/api/subscriptions/${ids[0]}/cancel`, {});
    const list = async (query: string) => {
      const call = { tenantId: north.tenantId };
      const answer = await api.call(`GET /api/subscriptions?subscriberId=${one.id}&${query}`, call);
      return {
        ids: answer.body.data.map((row: { id: string }) => row.id),
        next: answer.body.meta?.nextCursor,
      };
    };
    const first = await list('limit=2');
    expect(first.ids).toEqual([ids[2], ids[1]]);
    expect(await list(`limit=2&cursor=${first.next}`)).toEqual({ ids: [ids[0]], next: null });
    expect((await list(`status=active&planId=${plan.id}`)).ids).toEqual([ids[2], ids[1]]);
    expect((await list('planId=00000000-0000-4000-8000-000000000000')).ids).toEqual([]);
  });

  test('403 without the right', async () => {
    const call = { tenantId: north.tenantId, permissions: ['subscriptions.read'], body: { planId: plan.id } };
    expect((await api.call(`POST /api/subscribers/${subscriber.id}/subscriptions`, call)).status).toBe(403);
  });

  test('a quota of its own stands in the subscription and in its history, and goes with another plan', async () => {
    const { id } = await sales.subscriber(north);
    const held = await assign({ planId: metered.id, quotaBytes: 5_000_000_000 }, id);
    expect(held.quotaBytes).toBe(5_000_000_000);
    const change = (body: unknown, revision: number) =>
      api.call(`PATCH /api/subscriptions/${held.id}`, { tenantId: north.tenantId, body, revision });
    expect((await change({ quotaBytes: 7 }, 1)).body.data.quotaBytes).toBe(7);
    expect((await change({ quotaBytes: null }, 2)).body.data.quotaBytes).toBeNull();
    expect((await change({ quotaBytes: 9 }, 3)).body.data.quotaBytes).toBe(9);
    const entries = await database
      .as('api')
      .inTenant(north.tenantId, (tx) =>
        tx
          .selectFrom('audit.entry')
          .select(['before', 'after'])
          .where('subjectId', '=', id)
          .where('action', '=', 'subscription.changed')
          .orderBy('id')
          .execute(),
      );
    expect(entries[0]).toMatchObject({ before: { quotaBytes: '5000000000' }, after: { quotaBytes: '7' } });
    const next = await post(`/api/subscriptions/${held.id}/change-plan`, { planId: plan.id, when: 'now' });
    expect(next.body.data.quotaBytes).toBeNull();
  });

  test('a quota of its own is refused where the plan has none that it could stand instead of', async () => {
    const { id } = await sales.subscriber(north);
    const answer = await post(`/api/subscribers/${id}/subscriptions`, { planId: plan.id, quotaBytes: 5 });
    expect(answer).toMatchObject({ status: 400, body: { details: [{ field: 'quotaBytes' }] } });
    const held = await assign({}, id);
    const changed = await api.call(`PATCH /api/subscriptions/${held.id}`, {
      tenantId: north.tenantId,
      body: { quotaBytes: 5 },
      revision: 1,
    });
    expect(changed).toMatchObject({ status: 400, body: { details: [{ field: 'quotaBytes' }] } });
  });
});
