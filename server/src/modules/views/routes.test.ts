import { ManualClock } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, testDeps, type TestTenant } from '../../../test/support/test-tenant.ts';
import { routes } from './routes.ts';

let database: TestDatabase;
let api: TestApi;
let north: TestTenant;
let south: TestTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await createTestApi(routes(testDeps(database, { clock: new ManualClock(0), seed: 1 })));
  north = await createTestTenant(database, { code: 'north' });
  south = await createTestTenant(database, { code: 'south' });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const call = (request: string, body?: unknown, tenantId = north.tenantId) =>
  api.call(request, { tenantId, ...(body !== undefined && { body }) });
const save = async (name: string, search: string) =>
  (await call('PUT /api/views', { list: 'subscribers', name, search })).body.data;

test('a view of the same name in any letter case is replaced, and lists are apart', async () => {
  const first = await save('Expiring', 'expiresWithinDays=7');
  const second = await save('expiring', 'expiresWithinDays=3');
  expect(second).toEqual({
    id: first.id,
    list: 'subscribers',
    name: 'expiring',
    search: 'expiresWithinDays=3',
  });
  expect((await call('GET /api/views')).body.data).toEqual([second]);
  expect((await call('GET /api/views?list=online')).body.data).toEqual([]);
});

test('nobody else reads or removes it', async () => {
  const { id } = await save('Mine', 'q=mine');
  expect((await call('GET /api/views', undefined, south.tenantId)).body.data).toEqual([]);
  expect((await call(`DELETE /api/views/${id}`, undefined, south.tenantId)).status).toBe(404);
  expect((await call(`DELETE /api/views/${id}`)).status).toBe(200);
  expect((await call(`DELETE /api/views/${id}`)).status).toBe(404);
});

test('more than fifty are refused, and one of them may still be replaced', async () => {
  const list = 'online';
  for (let i = 0; i < 50; i++) await call('PUT /api/views', { list, name: `view ${i}`, search: '' });
  expect((await call('PUT /api/views', { list, name: 'one more', search: '' })).body.code).toBe(
    'views.too_many',
  );
  expect((await call('PUT /api/views', { list, name: 'view 7', search: 'x=1' })).status).toBe(200);
});
