import { systemClock } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, testDeps, testKeys } from '../../../test/support/test-tenant.ts';
import { findRouterAccess, learnFingerprint } from './nas-store.ts';
import { openRouterAccess } from './router-access.ts';
import { routes } from './routes.ts';

let database: TestDatabase;
let api: TestApi;
let tenantId: string;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await createTestApi(routes(testDeps(database, { clock: systemClock, seed: 4 })));
  tenantId = (await createTestTenant(database, { code: 'north' })).tenantId;
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

const password = 'a-password-of-ours';
const post = (fields: Record<string, unknown>) => {
  count++;
  const body = { name: `core ${count}`, prefix: `10.77.3.${count}`, vendor: 'mikrotik', ...fields };
  return api.call('POST /api/nas', { tenantId, body });
};
const create = async (fields: Record<string, unknown> = { api: { username: 'trunkline', password } }) =>
  (await post(fields)).body.data;
const change = (nas: { id: string; revision: number }, body: Record<string, unknown>) =>
  api.call(`PATCH /api/nas/${nas.id}`, { tenantId, body, revision: nas.revision });
const access = async (id: string) => {
  const row = await database.as('worker').acrossTenants((tx) => findRouterAccess(tx, { tenantId, id }));
  return openRouterAccess(testKeys.sealer, row!);
};

describe('the API of a router', () => {
  test('its password is kept sealed and told by no answer and no audit entry', async () => {
    const nas = await create();
    expect(nas.api).toEqual({
      address: null,
      port: 8729,
      usesTls: true,
      fingerprint: null,
      username: 'trunkline',
      hasPassword: true,
    });
    const changed = await change(nas, { api: { password: 'another-password' } });
    expect(changed.status).toBe(200);
    expect(await access(nas.id)).toMatchObject({
      address: nas.prefix.split('/')[0],
      password: 'another-password',
    });
    const entries = await database
      .as('api')
      .inTenant(tenantId, (tx) =>
        tx
          .selectFrom('audit.entry')
          .select(['action', 'after'])
          .where('subjectId', '=', nas.id)
          .orderBy('id')
          .execute(),
      );
    expect(entries.at(-1)?.after).toMatchObject({ isApiPasswordNew: true });
    expect(JSON.stringify([nas, changed.body, entries])).not.toMatch(/a-password-of-ours|another-password/);
  });

  test('one that nobody chose a password for gets a strong one, which the script tells the router', async () => {
    const nas = await create({ api: { username: 'trunkline' } });
    const script = await api.call(`GET /api/nas/${nas.id}/script?server=203.0.113.5&withApi=true`, {
      tenantId,
    });
    const { password: made } = (await access(nas.id))!;
    expect(made).toMatch(/^[a-zA-Z2-9]{24}$/);
    expect(script.body.data.script).toContain(`/user set [/user find where name="trunkline"]`);
    expect(script.body.data.script).toContain(`password="${made}"`);
    const bare = await create({});
    const refused = await api.call(`GET /api/nas/${bare.id}/script?server=203.0.113.5&withApi=true`, {
      tenantId,
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'nas.no_api']);
  });

  test.each([
    ['another address', { api: { address: '198.51.100.9' } }],
    ['another port', { api: { port: 8730 } }],
    ['no TLS', { api: { usesTls: false } }],
    ['another source of the packets, where that is the address', { prefix: '198.51.100.10' }],
  ])('%s asks for the password again, for it would be sent there', async (_what, body) => {
    const nas = await create();
    const refused = await change(nas, body);
    expect(refused.status).toBe(400);
    expect(refused.body.details?.map((detail) => detail.field)).toEqual(['api.password']);
    const both = await change(nas, { ...body, api: { ...('api' in body ? body.api : {}), password } });
    expect(both.status).toBe(200);
  });

  test('the first certificate is learned once, and forgotten with the place', async () => {
    const nas = await create();
    const learn = (fingerprint: string) =>
      database
        .as('worker')
        .acrossTenants((tx) => learnFingerprint(tx, { tenantId, id: nas.id, fingerprint }));
    expect([await learn('a'.repeat(64)), await learn('b'.repeat(64))]).toEqual([true, false]);
    expect((await access(nas.id))?.fingerprint).toBe('a'.repeat(64));
    const moved = await change(nas, { api: { address: '198.51.100.20', password } });
    expect(moved.body.data.api.fingerprint).toBeNull();
  });

  test.each([
    [{ api: {} }, ['api.username']],
    [{ api: { username: 'with space' } }, ['api.username']],
    [{ api: { username: 'x', password: 'short' } }, ['api.password']],
    [{ api: { username: 'x', port: 0 } }, ['api.port']],
    [{ api: { username: 'x', address: 'router.example.org' } }, ['api.address']],
    [{ api: { username: 'x', address: '127.0.0.1' } }, ['api.address']],
    [{ prefix: '169.254.169.254', api: { username: 'x' } }, ['api.address']],
    [{ api: { username: 'x', fingerprint: 'abc' } }, ['api.fingerprint']],
    [{ api: { username: 'x', hasPassword: true } }, ['api.hasPassword']],
    [{ prefix: '203.0.113.0/24', api: { username: 'x' } }, ['api.address']],
    [{ enforcementOrder: [] }, ['enforcementOrder']],
    [{ enforcementOrder: ['coa', 'coa'] }, ['enforcementOrder']],
    [{ enforcementOrder: ['email'] }, ['enforcementOrder.0']],
  ])('400 for %o, naming the field', async (fields, names) => {
    const refused = await post(fields);
    expect(refused.status).toBe(400);
    expect(refused.body.details?.map((detail) => detail.field)).toEqual(names);
  });

  test('without TLS it is a weakness, and null takes it away with its password', async () => {
    const nas = await create({ api: { username: 'x', password, usesTls: false } });
    expect(nas.api.port).toBe(8728);
    expect(nas.warnings).toMatchObject([{ code: 'api_without_tls' }]);
    const without = await change(nas, { api: null, enforcementOrder: ['disconnect'], syncsUsage: false });
    expect(without.body.data).toMatchObject({
      api: null,
      enforcementOrder: ['disconnect'],
      syncsUsage: false,
    });
    expect(await access(nas.id)).toBeUndefined();
  });
});
