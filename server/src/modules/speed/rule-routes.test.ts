import { ManualClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { routes } from './routes.ts';

const clock = new ManualClock(Date.parse('2027-03-01T09:00:00Z'));
let database: TestDatabase;
let api: TestApi;
let sales: Sales;
let south: TestTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 41 });
  // Rules ask nobody about boosts.
  api = await createTestApi(routes({ ...sales.deps, judgeBoost: async () => ({ helps: true }) }));
  south = await createTestTenant(database, { code: 'south' });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

let tenants = 0;
const freshTenant = () => createTestTenant(database, { code: `isp-${++tenants}` });
const post = ({ tenantId }: TestTenant, body: Record<string, unknown>) =>
  api.call('POST /api/speed-rules', { tenantId, body });
const put = ({ tenantId }: TestTenant, id: string, body: Record<string, unknown>, revision: number) =>
  api.call(`PUT /api/speed-rules/${id}`, { tenantId, body, revision });
const night = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' }];

describe('the speed rule routes', () => {
  test('a rule comes back as it was given', async () => {
    const tenant = await freshTenant();
    const plan = await sales.plan(tenant);
    await sales.subscriber(tenant, { tags: ['vip'] });
    const rule = {
      name: 'Night',
      isEnabled: true,
      priority: 3,
      planIds: [plan.id],
      tags: ['vip'],
      windows: night,
      percent: null,
      downloadBps: 50_000_000,
      uploadBps: 20_000_000,
      countedPercent: 0,
    };
    const created = await post(tenant, rule);
    expect(created).toMatchObject({ status: 201, etag: '"1"' });
    const { id } = created.body.data;
    expect(created.body.data).toEqual({ id, ...rule, revision: 1, warnings: [] });
    const { body } = await api.call('GET /api/speed-rules', { tenantId: tenant.tenantId });
    expect(body.data).toEqual([{ id, ...rule, revision: 1 }]);
  });

  test.each([
    [{}, ['countedPercent']],
    [{ percent: 200, downloadBps: 1, uploadBps: 1 }, ['percent']],
    [{ downloadBps: 1 }, ['uploadBps']],
    [{ percent: 0 }, ['percent']],
    [{ percent: 200, windows: [] }, ['windows']],
    [{ percent: 200, windows: [{ days: [], from: '08:00', to: '09:00' }] }, ['windows.0.days']],
    [
      { percent: 200, windows: [{ days: [8], from: '8:00', to: '24:01' }] },
      ['windows.0.days', 'windows.0.from', 'windows.0.to'],
    ],
    [{ percent: 200, planIds: [] }, ['planIds']],
    [{ percent: 200, planIds: [uuidv7()] }, ['planIds.0']],
    [{ percent: 200, countedPercent: 101 }, ['countedPercent']],
    [{ percent: 200, priority: 1001 }, ['priority']],
  ])('400 for %o, naming the field', async (fields, wrong) => {
    const answer = await post(south, { name: 'Wrong', ...fields });
    expect(answer.status).toBe(400);
    expect(answer.body.details?.map(({ field }) => field)).toEqual(wrong);
  });

  test('a plan of another tenant is none', async () => {
    const tenant = await freshTenant();
    const plan = await sales.plan(tenant);
    const answer = await post(south, { name: 'Theirs', percent: 200, planIds: [plan.id] });
    expect(answer.body.details).toEqual([{ field: 'planIds.0', message: 'is no plan of yours' }]);
  });

  test('two that contradict are refused by name, until one has another priority', async () => {
    const tenant = await freshTenant();
    await post(tenant, { name: 'Night', percent: 200, windows: night });
    const midnight = [{ days: [1], from: '23:00', to: '01:00' }];
    const other = { name: 'Monday', percent: 300, windows: midnight };
    expect(await post(tenant, other)).toMatchObject({
      status: 409,
      body: {
        code: 'speed.contradicts',
        details: [{ field: 'priority', message: 'contradicts "Night"' }],
      },
    });
    const kept = await post(tenant, { ...other, isEnabled: false });
    expect(kept.status).toBe(201);
    const enabled = await put(tenant, kept.body.data.id, { ...other, isEnabled: true }, 1);
    expect(enabled.body.code).toBe('speed.contradicts');
    expect((await put(tenant, kept.body.data.id, { ...other, priority: 1 }, 1)).status).toBe(200);
  });

  test('of two that contradict and come at once one is kept', async () => {
    const tenant = await freshTenant();
    const answers = await Promise.all(
      [200, 300].map((percent) => post(tenant, { name: `Times ${percent}`, percent })),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
  });

  test('one that always comes after another is refused; one that hides another is kept and says so', async () => {
    const tenant = await freshTenant();
    const low = await post(tenant, { name: 'Low', percent: 150, windows: night });
    const high = await post(tenant, { name: 'High', percent: 200, priority: 9 });
    expect(high.body.data.warnings).toMatchObject([{ code: 'speed.hides', field: 'priority' }]);
    expect(high.body.data.warnings[0].message).toContain('"Low"');
    const never = await post(tenant, { name: 'Never', percent: 400, priority: 8 });
    expect(never).toMatchObject({
      status: 409,
      body: { code: 'speed.never_applies', details: [{ message: 'comes after "High", always' }] },
    });
    const change = { name: 'Low', percent: 160, windows: night };
    expect((await put(tenant, low.body.data.id, change, 1)).body.code).toBe('speed.never_applies');
  });

  test('tags that nobody carries are a warning, not an error', async () => {
    const tenant = await freshTenant();
    await sales.subscriber(tenant, { tags: ['vip'] });
    const { body } = await post(tenant, { name: 'Groups', percent: 200, tags: ['vip', 'nobody'] });
    expect(body.data.warnings).toEqual([
      { code: 'speed.tag_unused', field: 'tags.1', message: 'No subscriber carries "nobody".' },
    ]);
  });

  test('a change needs the revision that was seen, and the history has what changed', async () => {
    const tenant = await freshTenant();
    const { data } = (await post(tenant, { name: 'Night', percent: 200, windows: night })).body;
    const change = { name: 'Night', percent: 300, windows: night };
    expect((await put(tenant, data.id, change, 1)).body.data).toMatchObject({ percent: 300, revision: 2 });
    const conflict = await put(tenant, data.id, change, 1);
    expect(conflict).toMatchObject({ status: 409, body: { code: 'speed.revision_conflict' } });
    expect(conflict.body.data).toMatchObject({ percent: 300, revision: 2 });
    const url = `DELETE /api/speed-rules/${data.id}`;
    expect((await api.call(url, { tenantId: south.tenantId })).status).toBe(404);
    expect((await api.call(url, { tenantId: tenant.tenantId })).status).toBe(200);
    const entries = await database
      .as('api')
      .inTenant(tenant.tenantId, (tx) =>
        tx.selectFrom('audit.entry').select(['action', 'before', 'after']).orderBy('id').execute(),
      );
    expect(entries).toMatchObject([
      { action: 'speed_rule.created' },
      { action: 'speed_rule.changed', before: { percent: 200 }, after: { percent: 300 } },
      { action: 'speed_rule.deleted' },
    ]);
    expect(entries[1]!.after).toEqual({ percent: 300 });
  });

  test('a name is of one rule, and each change is in the feed', async () => {
    const tenant = await freshTenant();
    const { data } = (await post(tenant, { name: 'Night', percent: 200, windows: night })).body;
    const noon = [{ days: [1], from: '12:00', to: '13:00' }];
    expect((await post(tenant, { name: 'NIGHT', percent: 200, windows: noon })).body.code).toBe(
      'speed.name_taken',
    );
    const rows = await database
      .as('worker')
      .acrossTenants((tx) =>
        tx.selectFrom('platform.change').select('kind').where('id', '=', data.id).execute(),
      );
    expect(rows).toEqual([{ kind: 'speed_rule' }]);
  });

  test('the list goes page after page in the order in which rules are asked', async () => {
    const tenant = await freshTenant();
    for (const [name, priority] of [
      ['b', 1],
      ['a', 5],
      ['d', -2],
      ['c', 1],
    ] as const) {
      clock.jump(clock.now() + 1);
      await post(tenant, { name, percent: 200, priority, tags: [name] });
    }
    const { tenantId } = tenant;
    const first = await api.call('GET /api/speed-rules?limit=2', { tenantId });
    const rest = await api.call(`GET /api/speed-rules?limit=2&cursor=${first.body.meta?.nextCursor}`, {
      tenantId,
    });
    const names = [...first.body.data, ...rest.body.data].map((rule: { name: string }) => rule.name);
    expect(names).toEqual(['a', 'b', 'c', 'd']);
  });
});
