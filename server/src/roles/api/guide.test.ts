import { systemClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant } from '../../../test/support/test-tenant.ts';
import { AuthLogWriter } from '../../modules/aaa/index.ts';
import { guideRoute } from './guide.ts';

let database: TestDatabase;
let api: TestApi;
let tenantId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const radius = { authPort: 1812, acctPort: 1813 };
  api = await createTestApi([guideRoute({ database: database.as('api'), clock: systemClock, radius })]);
  tenantId = (await createTestTenant(database, { code: 'north' })).tenantId;
  const writer = new AuthLogWriter({ database: database.as('radius'), onFault: failOnFault });
  await writer.write([
    {
      tenantId,
      id: uuidv7(),
      atMs: systemClock.now() - 60_000,
      nasId: uuidv7(),
      subscriberId: null,
      username: 'anna',
      callingStationId: null,
      nasPortId: null,
      method: 'pap',
      outcome: 'accepted',
      reason: null,
      count: 1,
    },
  ]);
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

function failOnFault(error: unknown): void {
  throw error;
}

const login = async (permissions: string[]) =>
  (await api.call('GET /api/guide', { tenantId, permissions })).body.data.login;

test('the login is told to those alone who may see logins', async () => {
  expect(await login(['nas.read', 'aaa.read'])).toMatchObject({ username: 'anna' });
  expect(await login(['nas.read'])).toBe(null);
});
