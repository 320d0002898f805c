import { ManualClock } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startApiUnderTest,
  type ApiUnderTest,
  type TenantUnderTest,
} from '../../../test/api/api-under-test.ts';
import { mostApiKeys, usedStepMs } from './api-key.ts';
import { SessionCache } from './session-cache.ts';

let api: ApiUnderTest;
let tenant: TenantUnderTest;

beforeAll(async () => {
  api = await startApiUnderTest();
  tenant = await api.makeTenant('keys');
});
afterAll(() => api.close());

let made = 0;
const makeKey = (
  { permissions, expiresAt }: { permissions: string[]; expiresAt?: string },
  as = tenant.token,
) => {
  const body = { name: `key ${++made}`, permissions, ...(expiresAt && { expiresAt }) };
  return api.call({ as, method: 'POST', url: '/api/api-keys', body });
};
const read = (id: string) => api.call({ as: tenant.token, url: `/api/api-keys/${id}` });
const plans = async (as: string) => (await api.call({ as, url: '/api/plans' })).status;
const revoke = (id: string, as = tenant.token) =>
  api.call({ as, method: 'DELETE', url: `/api/api-keys/${id}` });
const patch = (id: string, body: unknown, revision = 1, as = tenant.token) =>
  api.call({ as, method: 'PATCH', url: `/api/api-keys/${id}`, body, revision });

test('a key does what it holds and nothing else, and its token is told once', async () => {
  const key = await makeKey({ permissions: ['plans.read'] });
  expect(key.status).toBe(201);
  const { id, token } = key.data as { id: string; token: string };
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect([await plans(token), (await api.call({ as: token, url: '/api/nas' })).status]).toEqual([200, 403]);
  expect((await api.call({ as: token, url: '/api/tenants' })).status).toBe(403);
  for (const url of [`/api/api-keys/${id}`, '/api/api-keys', '/api/audit?subjectKind=api_key'])
    expect((await api.call({ as: tenant.token, url })).text).not.toContain(token);
});

test('what is for people refuses a key and says why', async () => {
  const { token } = (await makeKey({ permissions: ['staff.write_api_keys', 'staff.read', 'views.write'] }))
    .data;
  const body = { name: 'child', permissions: ['staff.read'] };
  const asked = await Promise.all([
    api.call({ as: token, url: '/api/auth/me' }),
    api.call({ as: token, method: 'POST', url: '/api/auth/logout' }),
    api.call({ as: token, method: 'POST', url: '/api/api-keys', body }),
    api.call({ as: token, url: '/api/views?list=subscribers' }),
  ]);
  expect(asked.map(({ status, code }) => [status, code])).toEqual(
    asked.map(() => [403, 'http.person_required']),
  );
});

test('nobody makes, changes or revokes a key that holds more than they do', async () => {
  const clerk = await api.makeStaff(tenant, ['staff.read', 'staff.write_api_keys', 'plans.read']);
  expect((await makeKey({ permissions: ['nas.read'] }, clerk.token)).code).toBe('staff.cannot_grant');
  expect((await makeKey({ permissions: ['nas.none'] })).code).toBe('staff.unknown_permission');
  const small = (await makeKey({ permissions: ['plans.read'] }, clerk.token)).data;
  expect((await patch(small.id, { permissions: ['nas.read'] }, 1, clerk.token)).code).toBe(
    'staff.cannot_grant',
  );
  const large = (await makeKey({ permissions: ['nas.read'] })).data;
  expect((await patch(large.id, { name: 'mine' }, 1, clerk.token)).code).toBe('staff.outranked');
  expect((await revoke(large.id, clerk.token)).code).toBe('staff.outranked');
});

test('a key keeps what it holds when its maker’s role grows, and works on when its maker is disabled', async () => {
  const maker = await api.makeStaff(tenant, ['staff.write_api_keys', 'plans.read']);
  const { id, token } = (await makeKey({ permissions: ['plans.read'] }, maker.token)).data;
  const { role } = (await api.call({ as: maker.token, url: '/api/auth/me' })).data;
  const permissions = ['staff.write_api_keys', 'plans.read', 'nas.read'];
  const grown = await api.call({
    as: tenant.token,
    method: 'PATCH',
    url: `/api/roles/${role.id}`,
    body: { permissions },
    revision: 1,
  });
  expect(grown.status).toBe(200);
  expect((await api.call({ as: token, url: '/api/nas' })).status).toBe(403);
  const disabled = await api.call({
    as: tenant.token,
    method: 'PATCH',
    url: `/api/staff/${maker.id}`,
    body: { status: 'disabled' },
    revision: 1,
  });
  expect(disabled.status).toBe(200);
  expect(await plans(token)).toBe(200);
  expect((await read(id)).data.madeBy).toEqual({ id: maker.id, name: expect.any(String), isActive: false });
});

test('a revoked key opens nothing at once here, less than a minute later elsewhere, and never again', async () => {
  const { id, token } = (await makeKey({ permissions: ['plans.read'] })).data;
  const clock = new ManualClock(Date.now());
  const elsewhere = new SessionCache({ database: api.database.as('api'), clock });
  expect(await elsewhere.find(token)).toMatchObject({ kind: 'api_key', personId: null, isOperator: false });
  expect(await plans(token)).toBe(200);
  expect((await revoke(id)).status).toBe(200);
  expect(await plans(token)).toBe(401);
  clock.advance(60_000);
  expect(elsewhere.remembered(token)).toBeUndefined();
  expect(await elsewhere.find(token)).toBeUndefined();
  expect((await patch(id, { name: 'again' }, 2)).code).toBe('staff.api_key_revoked');
  expect((await revoke(id)).code).toBe('staff.api_key_revoked');
  expect((await read(id)).data.state).toBe('revoked');
});

test('a key ends at its own time, remembered or not, and is made for the future only', async () => {
  const past = new Date(Date.now() - 1_000).toISOString();
  const refused = await makeKey({ permissions: [], expiresAt: past });
  expect([refused.code, refused.details[0]?.field]).toEqual(['staff.expires_in_the_past', 'expiresAt']);
  const clock = new ManualClock(Date.now());
  const cache = new SessionCache({ database: api.database.as('api'), clock });
  const expiresAt = new Date(clock.now() + 30_000).toISOString();
  const { token } = (await makeKey({ permissions: [], expiresAt })).data;
  expect(await cache.find(token)).toBeDefined();
  clock.advance(29_999);
  expect(cache.remembered(token)).toBeDefined();
  clock.advance(1);
  expect(cache.remembered(token)).toBeUndefined();
  expect(await cache.find(token)).toBeUndefined();
});

test('a change holds at the next request, and one that somebody else overtook is refused with the present row', async () => {
  const { id, token } = (await makeKey({ permissions: ['plans.read'] })).data;
  expect(await plans(token)).toBe(200);
  expect((await patch(id, { permissions: ['nas.read'] })).data.revision).toBe(2);
  expect(await plans(token)).toBe(403);
  const late = await patch(id, { name: 'late' });
  expect([late.status, late.code]).toEqual([409, 'staff.revision_conflict']);
  expect(late.text).toContain('nas.read');
});

test('two keys that hold are never called the same', async () => {
  const { id, name } = (await makeKey({ permissions: [] })).data;
  const again = () =>
    api.call({
      as: tenant.token,
      method: 'POST',
      url: '/api/api-keys',
      body: { name: name.toUpperCase(), permissions: [] },
    });
  expect((await again()).code).toBe('staff.api_key_name_taken');
  await revoke(id);
  expect((await again()).status).toBe(201);
});

test('the audit log names the key that acted, and who made, changed and revoked it', async () => {
  const key = (await makeKey({ permissions: ['plans.write'] })).data;
  const body = {
    name: 'By a key',
    payment: 'prepaid',
    service: 'any',
    terms: {
      downloadBps: 1_000_000,
      uploadBps: 1_000_000,
      priceMinor: 0,
      currency: 'USD',
      validity: { count: 1, unit: 'month' },
    },
  };
  const plan = await api.call({ as: key.token, method: 'POST', url: '/api/plans', body });
  expect(plan.status).toBe(201);
  const entries = (await api.call({ as: tenant.token, url: `/api/audit?subjectId=${plan.data.id}` })).data;
  expect(entries[0]).toMatchObject({ actorKind: 'api_key', actorId: key.id, actorName: key.name });
  await patch(key.id, { name: 'renamed' });
  await revoke(key.id);
  const own = (await api.call({ as: tenant.token, url: `/api/audit?subjectId=${key.id}` })).data;
  expect(own.map(({ action }: { action: string }) => action)).toEqual([
    'staff.api_key_revoked',
    'staff.api_key_changed',
    'staff.api_key_created',
  ]);
});

test('bulk work that a key began is seen and audited as the key’s, and as no other key’s', async () => {
  const codes = (await api.call({ as: tenant.token, url: '/api/permissions' })).data as { code: string }[];
  const all = codes
    .map(({ code }) => code)
    .filter((code) => !code.startsWith('tasks.') && code !== 'hotspot.aaa');
  const [mine, other] = await Promise.all([1, 2].map(() => makeKey({ permissions: all })));
  const subscriber = await api.call({
    as: tenant.token,
    method: 'POST',
    url: '/api/subscribers',
    body: { username: 'bulk', fullName: 'Bulk' },
  });
  const task = await api.call({
    as: mine!.data.token,
    method: 'POST',
    url: '/api/subscribers/bulk',
    body: {
      selection: { ids: [subscriber.data.id] },
      action: { name: 'add-tag', tag: 'x' },
      idempotencyKey: 'only once',
    },
  });
  expect([task.text, task.status]).toEqual([expect.stringContaining(mine!.data.name), 202]);
  const show = async (as: string) => (await api.call({ as, url: `/api/tasks/${task.data.id}` })).status;
  expect([await show(mine!.data.token), await show(other!.data.token)]).toEqual([200, 404]);
  const row = await api.database
    .as('owner')
    .kysely.selectFrom('tasks.task')
    .select(['createdBy', 'createdByKind'])
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ createdBy: mine!.data.id, createdByKind: 'api_key' });
});

test('use is written down once in a quarter of an hour', async () => {
  const { id, token } = (await makeKey({ permissions: [] })).data;
  const clock = new ManualClock(Date.now());
  const use = async () => {
    await new SessionCache({ database: api.database.as('api'), clock }).find(token);
    return (await read(id)).data.lastUsedAt as string;
  };
  expect((await read(id)).data.lastUsedAt).toBeNull();
  const first = await use();
  expect(first).toBe(new Date(clock.now()).toISOString());
  clock.advance(usedStepMs - 1);
  expect(await use()).toBe(first);
  clock.advance(1);
  expect(await use()).toBe(new Date(clock.now()).toISOString());
});

test('a tenant has no more keys than its bound, however many are asked for at once', async () => {
  const crowded = await api.makeTenant('crowded');
  const answers = [];
  for (let n = 0; n < mostApiKeys - 2; n++)
    answers.push((await makeKey({ permissions: [] }, crowded.token)).status);
  expect(new Set(answers)).toEqual(new Set([201]));
  const last = await Promise.all(
    Array.from({ length: 5 }, () => makeKey({ permissions: [] }, crowded.token)),
  );
  expect(last.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 409, 409, 409]);
  expect(last.find(({ status }) => status === 409)!.code).toBe('staff.too_many_api_keys');
  await revoke(last.find(({ status }) => status === 201)!.data.id, crowded.token);
  expect((await makeKey({ permissions: [] }, crowded.token)).status).toBe(201);
});
