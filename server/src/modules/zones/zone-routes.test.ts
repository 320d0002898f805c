import { systemClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, testDeps } from '../../../test/support/test-tenant.ts';
import { plansWithZones } from '../plans/index.ts';
import { routes as planRoutes } from '../plans/routes.ts';
import { routes } from './routes.ts';
import { mostPrefixes } from './zone.ts';

let database: TestDatabase;
let api: TestApi;
let north: string;
let south: string;

const none = async () => new Map<string, number>();

beforeAll(async () => {
  database = await createTestDatabase();
  const deps = testDeps(database, { clock: systemClock, seed: 12 });
  const nothing = { changesNow: 0, changesAtRenewal: 0, online: 0, sample: [] };
  const sold = {
    move: async () => 0,
    countHolders: none,
    countByVersion: none,
    preview: async () => nothing,
  };
  api = await createTestApi([...routes({ ...deps, plansWithZones }), ...planRoutes({ ...deps, sold })]);
  north = (await createTestTenant(database, { code: 'north' })).tenantId;
  south = (await createTestTenant(database, { code: 'south' })).tenantId;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

let made = 0;
const body = (change: Record<string, unknown> = {}) => {
  made++;
  const standard = { name: `Zone ${made}`, key: `zone-${made}`, description: null };
  return { ...standard, prefixes: [`10.${made}.0.0/16`], ...change };
};
const post = (fields: Record<string, unknown>, tenantId = north) =>
  api.call('POST /api/zones', { tenantId, body: fields });
const put = (id: string, fields: Record<string, unknown>, revision: number) =>
  api.call(`PUT /api/zones/${id}`, { tenantId: north, body: fields, revision });
const planWith = (zoneId: string, name: string, tenantId = north) => {
  const rates = { downloadBps: 50_000_000, uploadBps: 9_000_000 };
  const zoneRules = [{ zoneId, rates, isFree: false }];
  const terms = { downloadBps: 20_000_000, uploadBps: 5_000_000, priceMinor: 1, zoneRules };
  return api.call('POST /api/plans', { tenantId, body: { name, terms } });
};

describe('the zone routes', () => {
  test('a zone comes back as it was given, its prefixes as networks in their order', async () => {
    const prefixes = ['2001:db8:0:0::/48', '203.0.113.7', '198.51.100.0/24', '::ffff:192.0.2.0/120'];
    const created = await post(body({ name: 'CDN', key: 'cdn', description: 'x', prefixes }));
    expect(created.status).toBe(201);
    const wanted = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.7/32', '2001:db8::/48'];
    const zone = { name: 'CDN', key: 'cdn', description: 'x', prefixes: wanted, prefixCount: 4, plans: [] };
    expect(created.body.data).toMatchObject({ ...zone, revision: 1 });
    const read = await api.call(`GET /api/zones/${created.body.data.id}`, { tenantId: north });
    expect(read.body.data).toEqual(created.body.data);
  });

  test.each([
    [{ prefixes: [] }, 'prefixes'],
    [{ prefixes: ['10.0.0.0/8', 'home'] }, 'prefixes.1'],
    [{ prefixes: ['192.0.2.1/24'] }, 'prefixes.0'],
    [{ prefixes: ['192.0.2.0/24', '198.51.100.0/24', '192.0.2.128/25'] }, 'prefixes.2'],
    [{ prefixes: ['2001:db8::/64', '2001:db8::/64'] }, 'prefixes.1'],
    [{ key: 'No Spaces' }, 'key'],
    [{ name: '' }, 'name'],
  ])('400 for %o, naming the field', async (fields, field) => {
    const answer = await post(body(fields));
    expect(answer.status).toBe(400);
    expect(answer.body.details?.map((one) => one.field)).toEqual([field]);
  });

  test('a prefix that another zone has, holds or lies in is refused, naming both', async () => {
    await post(body({ name: 'Inside', prefixes: ['172.16.8.0/21'] }));
    for (const prefix of ['172.16.8.0/21', '172.16.0.0/12', '172.16.9.1/32']) {
      const answer = await post(body({ prefixes: ['198.18.0.0/24', prefix] }));
      expect(answer).toMatchObject({ status: 409, body: { code: 'zones.prefix_taken' } });
      const message = 'overlaps 172.16.8.0/21 of Inside';
      expect(answer.body.details).toEqual([{ field: 'prefixes.1', message }]);
    }
    expect((await post(body({ prefixes: ['172.16.8.0/21'] }), south)).status).toBe(201);
  });

  test('two that take one prefix at once: one gets it, the other is told', async () => {
    const racing = ['a', 'b'].map((key) => body({ key: `race-${key}`, prefixes: ['198.19.0.0/16'] }));
    const answers = await Promise.all(racing.map((fields) => post(fields)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
  });

  test('name and key are of one zone', async () => {
    await post(body({ name: 'Taken', key: 'taken' }));
    expect((await post(body({ name: 'TAKEN' }))).body.code).toBe('zones.name_taken');
    expect((await post(body({ key: 'taken' }))).body.code).toBe('zones.key_taken');
  });

  test('a change replaces the prefixes, and only with the revision that was seen', async () => {
    const { data } = (await post(body({ prefixes: ['100.64.0.0/24', '100.64.1.0/24'] }))).body;
    const change = { ...body(), prefixes: ['100.64.1.0/24', '100.64.2.0/24'] };
    const after = await put(data.id, change, 1);
    expect(after.body.data).toMatchObject({ revision: 2, prefixes: change.prefixes, key: change.key });
    const conflict = await put(data.id, change, 1);
    expect(conflict).toMatchObject({ status: 409, body: { code: 'zones.revision_conflict' } });
    expect(conflict.body.data).toMatchObject({ revision: 2, prefixes: change.prefixes });
    expect(await auditOf(data.id)).toMatchObject([
      { action: 'zone.created' },
      {
        action: 'zone.changed',
        before: { prefixes: ['100.64.0.0/24'] },
        after: { prefixes: ['100.64.2.0/24'] },
      },
    ]);
  });

  test('who follows zones hears of a change of prefixes alone', async () => {
    const first = body();
    const { data } = (await post(first)).body;
    await put(data.id, { ...first, prefixes: ['100.65.0.0/24'] }, 1);
    const rows = await database
      .as('worker')
      .acrossTenants((tx) =>
        tx.selectFrom('platform.change').select('kind').where('id', '=', data.id).execute(),
      );
    expect(rows).toEqual([{ kind: 'zone' }, { kind: 'zone' }]);
  });

  test('what a plan names keeps its key and stays, and the refusal names the plan', async () => {
    const first = body();
    const { data } = (await post(first)).body;
    expect((await put(data.id, { ...first, key: 'before-sale' }, 1)).status).toBe(200);
    const plan = await planWith(data.id, 'With a zone');
    expect(plan.status).toBe(201);
    const listed = (await api.call('GET /api/zones?limit=500', { tenantId: north })).body.data;
    const plans = [{ id: plan.body.data.id, name: 'With a zone' }];
    expect(listed.find((zone: { id: string }) => zone.id === data.id).plans).toEqual(plans);
    const refused = await put(data.id, { ...first, key: 'after-sale' }, 2);
    expect(refused).toMatchObject({ status: 409, body: { code: 'zones.key_in_use' } });
    expect(refused.body.details?.[0]?.message).toContain('With a zone');
    expect((await put(data.id, { ...first, key: 'before-sale', name: 'Renamed' }, 2)).status).toBe(200);
    expect(await api.call(`DELETE /api/zones/${data.id}`, { tenantId: north })).toMatchObject({
      status: 409,
      body: { code: 'zones.in_use', details: [{ field: 'plans', message: 'With a zone' }] },
    });
  });

  test('a plan cannot name a zone that is not there, or is another tenant’s', async () => {
    const { data } = (await post(body())).body;
    const asked = [
      { zoneId: uuidv7(), tenantId: north },
      { zoneId: data.id, tenantId: south },
    ];
    for (const { zoneId, tenantId } of asked) {
      const answer = await planWith(zoneId, 'Nowhere', tenantId);
      expect(answer.status).toBe(400);
      expect(answer.body.details?.map(({ field }) => field)).toEqual(['terms.zoneRules.0.zoneId']);
    }
  });

  test('one that no plan names goes, with its prefixes', async () => {
    const { data } = (await post(body({ prefixes: ['100.66.0.0/24'] }))).body;
    expect((await api.call(`DELETE /api/zones/${data.id}`, { tenantId: north })).status).toBe(200);
    expect((await api.call(`GET /api/zones/${data.id}`, { tenantId: north })).status).toBe(404);
    expect((await post(body({ prefixes: ['100.66.0.0/24'] }))).status).toBe(201);
  });

  test('as many prefixes as a zone may have are kept, one more is refused', async () => {
    const many = Array.from({ length: mostPrefixes }, (_, i) => `11.${i >> 8}.${i & 255}.0/24`);
    const answer = await post(body({ prefixes: many }));
    expect(answer.body.data.prefixCount).toBe(mostPrefixes);
    expect((await post(body({ prefixes: [...many, '12.0.0.0/24'] }))).status).toBe(400);
  });

  test('another tenant finds nothing, and rights are asked', async () => {
    const { data } = (await post(body())).body;
    expect((await api.call(`GET /api/zones/${data.id}`, { tenantId: south })).status).toBe(404);
    const asReader = { tenantId: north, permissions: ['zones.read'] };
    expect((await api.call('POST /api/zones', { ...asReader, body: body() })).status).toBe(403);
    expect((await api.call('GET /api/zones', { ...asReader, permissions: [] })).status).toBe(403);
  });
});

function auditOf(subjectId: string) {
  return database
    .as('api')
    .inTenant(north, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select(['action', 'before', 'after'])
        .where('subjectId', '=', subjectId)
        .orderBy('id')
        .execute(),
    );
}
