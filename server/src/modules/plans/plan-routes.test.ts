import { systemClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, testDeps } from '../../../test/support/test-tenant.ts';
import type { PlanDeps } from './plan-deps.ts';
import { routes } from './routes.ts';

let database: TestDatabase;
let api: TestApi;
let north: string;
let south: string;
/** What the subscriptions module was asked to move. */
const moves: { planId: string; planVersionId: string }[] = [];

/** What it says is sold, by plan version. */
const soldByVersion = new Map<string, number>();

const sold: PlanDeps['sold'] = {
  move: async (_actor, target) => moves.push(target),
  countHolders: async (_tx, { planIds }) => new Map(planIds.map((id) => [id, 3])),
  countByVersion: async () => soldByVersion,
  preview: async () => ({ changesNow: 3, changesAtRenewal: 2, online: 1, sample: [] }),
};

beforeAll(async () => {
  database = await createTestDatabase();
  const deps = testDeps(database, { clock: systemClock, seed: 3 });
  api = await createTestApi(routes({ ...deps, sold }));
  north = (await createTestTenant(database, { code: 'north' })).tenantId;
  south = (await createTestTenant(database, { code: 'south' })).tenantId;
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

const terms = { downloadBps: 20_000_000, uploadBps: 5_000_000, priceMinor: 25_000 };
const create = async (body: Record<string, unknown>, tenantId = north) =>
  (await api.call('POST /api/plans', { tenantId, body: { terms, ...body } })).body.data;

describe('the plan routes', () => {
  test('201 from a name, two rates and a price; the rest has its standard', async () => {
    const answer = await api.call('POST /api/plans', { tenantId: north, body: { name: 'Home 20', terms } });
    expect(answer).toMatchObject({
      status: 201,
      etag: '"1"',
      body: {
        data: {
          payment: 'prepaid',
          service: 'any',
          status: 'on_sale',
          isDefault: false,
          version: {
            number: 1,
            terms: {
              ...terms,
              maxSessions: 1,
              currency: 'EUR',
              burst: null,
              validity: null,
              customAttributes: [],
            },
          },
        },
      },
    });
  });

  test('all terms come back as they were given', async () => {
    const full = {
      ...terms,
      burst: {
        downloadBps: 40_000_000,
        uploadBps: 10_000_000,
        thresholdDownloadBps: 15_000_000,
        thresholdUploadBps: 4_000_000,
        timeS: 16,
      },
      sessionTimeoutS: 86_400,
      idleTimeoutS: 600,
      interimIntervalS: 120,
      sessionVolumeBytes: 9_007_199_254_740_991,
      maxSessions: 2,
      deviceSlots: 3,
      pool: 'home',
      ipv6Pool: 'home6',
      delegatedIpv6Pool: 'home6pd',
      addressList: 'customers',
      customAttributes: [{ name: 'Framed-MTU', value: '1492' }],
      counts: 'download',
      quota: {
        period: 'monthly',
        bytes: 9_007_199_254_740_991,
        timeS: 3600,
        atZero: 'slow',
        slow: { downloadBps: 1_000_000, uploadBps: 500_000 },
      },
      fairUse: [
        { period: 'day', thresholdBytes: 10_000_000_000, downloadBps: 10_000_000, uploadBps: 2_000_000 },
        { period: 'month', thresholdBytes: 90_000_000_000, downloadBps: 5_000_000, uploadBps: 2_000_000 },
      ],
      zoneRules: [],
      validity: { count: 2, unit: 'week' },
      currency: 'EUR',
    };
    const { id } = await create({ name: 'Full', terms: full });
    const { data } = (await api.call(`GET /api/plans/${id}`, { tenantId: north })).body;
    expect(data.version.terms).toEqual(full);
    expect(data.versions).toHaveLength(1);
  });

  test.each([
    [{ terms: { ...terms, downloadBps: 0 } }, 'terms.downloadBps'],
    [{ terms: { ...terms, uploadBps: 1_000_000_000_001 } }, 'terms.uploadBps'],
    [{ terms: { ...terms, downloadBps: 1.5 } }, 'terms.downloadBps'],
    [{ terms: { ...terms, priceMinor: -1 } }, 'terms.priceMinor'],
    [{ terms: { ...terms, sessionVolumeBytes: 0 } }, 'terms.sessionVolumeBytes'],
    [{ terms: { ...terms, currency: 'USD' } }, 'terms.currency'],
    [{ terms: { ...terms, maxSessions: 0 } }, 'terms.maxSessions'],
    [{ terms: { ...terms, validity: { count: 1 } } }, 'terms.validity.unit'],
    [
      {
        terms: {
          ...terms,
          burst: { downloadBps: 1, uploadBps: 1, thresholdDownloadBps: 1, thresholdUploadBps: 1 },
        },
      },
      'terms.burst.timeS',
    ],
    [
      { terms: { ...terms, customAttributes: [{ name: 'Class', value: 'x' }] } },
      'terms.customAttributes.0.name',
    ],
    [
      { terms: { ...terms, customAttributes: [{ name: 'Framed-MTU', value: 'x' }] } },
      'terms.customAttributes.0.value',
    ],
    [{ status: 'retired' }, 'status'],
    [{ name: ' ' }, 'name'],
    [{ tenantId: 'x' }, 'tenantId'],
  ])('400 for %o, naming the field', async (fields, field) => {
    const answer = await api.call('POST /api/plans', {
      tenantId: north,
      body: { name: 'Wrong', terms, ...fields },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.details?.map((detail) => detail.field)).toEqual([field]);
  });

  test('409 for a taken name in any letter case', async () => {
    await create({ name: 'Taken' });
    const answer = await api.call('POST /api/plans', { tenantId: north, body: { name: 'TAKEN', terms } });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'plans.name_taken', details: [{ field: 'name' }] },
    });
  });

  test('404 for a plan of another tenant on every route', async () => {
    const { id } = await create({ name: 'Theirs' }, south);
    for (const [request, extra] of [
      [`GET /api/plans/${id}`, {}],
      [`PATCH /api/plans/${id}`, { body: { name: 'x' }, revision: 1 }],
      [`DELETE /api/plans/${id}`, {}],
      [`POST /api/plans/${id}/versions`, { body: { terms, applyTo: 'new_sales' } }],
      [`POST /api/plans/${id}/apply-latest-version`, {}],
    ] as const) {
      expect(await api.call(request, { tenantId: north, ...extra }), request).toMatchObject({
        status: 404,
        body: { code: 'plans.not_found' },
      });
    }
  });

  test('a plan goes on sale, is retired and comes back, and never becomes a draft again', async () => {
    const { id } = await create({ name: 'States', status: 'draft' });
    const to = (status: string, revision: number) =>
      api.call(`PATCH /api/plans/${id}`, { tenantId: north, body: { status }, revision });
    expect(await to('retired', 1)).toMatchObject({ status: 409, body: { code: 'plans.status_refused' } });
    expect((await to('on_sale', 1)).body.data.status).toBe('on_sale');
    expect((await to('retired', 2)).body.data.status).toBe('retired');
    expect(await to('draft', 3)).toMatchObject({ status: 409, body: { details: [{ field: 'status' }] } });
    expect((await to('on_sale', 3)).body.data.status).toBe('on_sale');
    expect(await to('retired', 1)).toMatchObject({ status: 409, body: { code: 'plans.revision_conflict' } });
  });

  test('one plan is the default, and it is on sale', async () => {
    const { tenantId } = await createTestTenant(database, { code: 'defaults' });
    const first = await create({ name: 'First', isDefault: true }, tenantId);
    const second = await create({ name: 'Second' }, tenantId);
    await api.call(`PATCH /api/plans/${second.id}`, { tenantId, body: { isDefault: true }, revision: 1 });
    const { data } = (await api.call('GET /api/plans', { tenantId })).body;
    expect(data.map((plan: { name: string; isDefault: boolean }) => [plan.name, plan.isDefault])).toEqual([
      ['First', false],
      ['Second', true],
    ]);
    const retire = { tenantId, body: { status: 'retired' }, revision: 2 };
    expect(await api.call(`PATCH /api/plans/${second.id}`, retire)).toMatchObject({
      status: 409,
      body: { code: 'plans.default_not_on_sale' },
    });
    expect((await api.call(`PATCH /api/plans/${first.id}`, retire)).status).toBe(200);
  });

  test('new terms make a new version and leave the old one as it was', async () => {
    const { id } = await create({ name: 'Versions' });
    const faster = { ...terms, downloadBps: 50_000_000 };
    const added = await api.call(`POST /api/plans/${id}/versions`, {
      tenantId: north,
      body: { terms: faster, applyTo: 'new_sales' },
    });
    expect(added).toMatchObject({
      status: 201,
      body: { data: { version: { number: 2 }, movedSubscriptions: 0 } },
    });
    const { data } = (await api.call(`GET /api/plans/${id}`, { tenantId: north })).body;
    expect(
      data.versions.map((one: { number: number; terms: { downloadBps: number } }) => [
        one.number,
        one.terms.downloadBps,
      ]),
    ).toEqual([
      [2, 50_000_000],
      [1, 20_000_000],
    ]);
    expect(data.version.number).toBe(2);
    expect(moves).toEqual([]);
  });

  test('what is sold moves only when asked, to the version just made', async () => {
    const { id } = await create({ name: 'Moved' });
    const added = await api.call(`POST /api/plans/${id}/versions`, {
      tenantId: north,
      body: { terms, applyTo: 'all' },
    });
    expect(moves.splice(0)).toEqual([{ planId: id, planVersionId: added.body.data.version.id }]);
    await api.call(`POST /api/plans/${id}/apply-latest-version`, { tenantId: north });
    expect(moves.splice(0)).toEqual([{ planId: id, planVersionId: added.body.data.version.id }]);
  });

  test('a new version of a plan tells the radius role', async () => {
    const { id } = await create({ name: 'Fed' });
    const added = await api.call(`POST /api/plans/${id}/versions`, {
      tenantId: north,
      body: { terms, applyTo: 'new_sales' },
    });
    const rows = await database
      .as('radius')
      .acrossTenants((tx) =>
        tx
          .selectFrom('platform.change')
          .select('kind')
          .where('id', '=', added.body.data.version.id)
          .execute(),
      );
    expect(rows).toEqual([{ kind: 'plan_version' }]);
  });

  test('a plan says how many hold it, and how many an edit for all would move', async () => {
    const { id, version } = await create({ name: 'Counted' });
    const added = await api.call(`POST /api/plans/${id}/versions`, {
      tenantId: north,
      body: { terms: { ...terms, downloadBps: 30_000_000 }, applyTo: 'new_sales' },
    });
    soldByVersion.set(version.id, 7).set(added.body.data.version.id, 2);
    const { data } = (await api.call(`GET /api/plans/${id}`, { tenantId: north })).body;
    soldByVersion.clear();
    expect(data).toMatchObject({ holders: 3, soldOnOlderVersions: 7, versions: [{ sold: 2 }, { sold: 7 }] });
  });

  test('two versions at once get two numbers', async () => {
    const { id } = await create({ name: 'Raced' });
    const body = { terms, applyTo: 'new_sales' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => api.call(`POST /api/plans/${id}/versions`, { tenantId: north, body })),
    );
    expect(answers.map((answer) => answer.body.data.version.number).sort((a, b) => a - b)).toEqual([2, 3, 4]);
  });

  test('plans made the default at once leave one default, and none of them fails', async () => {
    const { tenantId } = await createTestTenant(database, { code: 'raced' });
    await create({ name: 'First', isDefault: true }, tenantId);
    const made = await Promise.all(['a', 'b', 'c', 'd'].map((name) => create({ name }, tenantId)));
    const answers = await Promise.all([
      ...made.map(({ id }) =>
        api.call(`PATCH /api/plans/${id}`, { tenantId, body: { isDefault: true }, revision: 1 }),
      ),
      api.call('POST /api/plans', { tenantId, body: { name: 'e', terms, isDefault: true } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 201]);
    const { body } = await api.call('GET /api/plans', { tenantId });
    expect(body.data.filter((plan: { isDefault: boolean }) => plan.isDefault)).toHaveLength(1);
  });

  test('deleted while never sold, with its versions; 409 with the remedy once it was', async () => {
    const { id, version } = await create({ name: 'Sold' });
    const subscriberId = uuidv7();
    await database.as('api').inTenant(north, async (tx) => {
      await tx
        .insertInto('subscribers.subscriber')
        .values({ tenantId: north, id: subscriberId, username: 'ali', usernameKey: 'ali', credential: 'mac' })
        .execute();
      await tx
        .insertInto('subscriptions.subscription')
        .values({
          tenantId: north,
          id: uuidv7(),
          subscriberId,
          planId: id,
          planVersionId: version.id,
          status: 'pending',
          assignedAt: new Date(0),
          startsAt: new Date(0),
        })
        .execute();
    });
    expect(await api.call(`DELETE /api/plans/${id}`, { tenantId: north })).toMatchObject({
      status: 409,
      body: { code: 'plans.in_use', message: expect.stringContaining('retired') },
    });
    const unsold = await create({ name: 'Unsold' });
    expect((await api.call(`DELETE /api/plans/${unsold.id}`, { tenantId: north })).status).toBe(200);
    expect((await api.call(`GET /api/plans/${unsold.id}`, { tenantId: north })).status).toBe(404);
  });

  test('the list filters by status and goes page after page', async () => {
    const { tenantId } = await createTestTenant(database, { code: 'listed' });
    for (const name of ['c', 'B', 'a']) await create({ name }, tenantId);
    await create({ name: 'd', status: 'draft' }, tenantId);
    const first = await api.call('GET /api/plans?status=on_sale&limit=2', { tenantId });
    const next = `GET /api/plans?status=on_sale&limit=2&cursor=${first.body.meta?.nextCursor}`;
    const second = await api.call(next, { tenantId });
    expect([...first.body.data, ...second.body.data].map((plan: { name: string }) => plan.name)).toEqual([
      'a',
      'B',
      'c',
    ]);
    expect((await api.call('GET /api/plans?status=sold', { tenantId })).status).toBe(400);
  });
});
