import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '@trunkline/kit';
import {
  startApiUnderTest,
  type ApiUnderTest,
  type TenantUnderTest,
} from '../../../test/api/api-under-test.ts';
import { isCurrency, isTimeZone } from './tenant.ts';

let api: ApiUnderTest;
let operator: TenantUnderTest;
let tenant: TenantUnderTest;

beforeAll(async () => {
  api = await startApiUnderTest();
  operator = await api.makeTenant('host', { isOperator: true });
  tenant = await api.makeTenant('isp');
});
afterAll(() => api.close());

const create = (body: Record<string, unknown>) =>
  api.call({
    as: operator.token,
    method: 'POST',
    url: '/api/tenants',
    body: {
      code: 'new',
      name: 'New',
      currency: 'IQD',
      timeZone: 'Asia/Baghdad',
      owner: { email: 'owner@new.example', name: 'Owner' },
      ...body,
    },
  });
const patch = (id: string, body: unknown, { as = operator.token, revision = 1 } = {}) =>
  api.call({ as, method: 'PATCH', url: `/api/tenants/${id}`, body, revision });

test('a new tenant comes with an owner whose password is told once and signs in', async () => {
  const made = await create({});
  expect([made.status, made.data.status, made.data.revision]).toEqual([201, 'active', 1]);
  const { email, password } = made.data.owner as { email: string; password: string };
  expect(password).toMatch(/^([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$/);
  const token = await api.signIn({ email, password });
  expect((await api.call({ as: token, url: '/api/auth/me' })).data.role.isOwner).toBe(true);
  const shown = await api.call({ as: operator.token, url: `/api/tenants/${made.data.id as string}` });
  expect([shown.data.code, shown.headers['etag'], JSON.stringify(shown.data).includes(password)]).toEqual([
    'new',
    '"1"',
    false,
  ]);
  const again = await create({ owner: { email: 'other@new.example', name: 'Other' } });
  expect([again.status, again.code, again.details[0]?.field]).toEqual([409, 'tenancy.code_taken', 'code']);
});

test('a tenant that fails half-way leaves nothing behind', async () => {
  const before = await api.call({ as: operator.token, url: '/api/tenants?limit=200' });
  await create({ code: 'isp', owner: { email: 'late@new.example', name: 'Late' } });
  const after = await api.call({ as: operator.token, url: '/api/tenants?limit=200' });
  expect(after.data).toEqual(before.data);
  const login = await api.call({
    method: 'POST',
    url: '/api/auth/login',
    body: { email: 'late@new.example', password: 'whatever it was' },
  });
  expect(login.status).toBe(401);
});

test.each([
  [{ code: 'Upper' }, 'code'],
  [{ code: '' }, 'code'],
  [{ currency: 'XYZ' }, 'currency'],
  [{ currency: 'usd' }, 'currency'],
  [{ timeZone: 'Mars/Phobos' }, 'timeZone'],
  [{ timeZone: '+03:00' }, 'timeZone'],
  [{ name: '' }, 'name'],
  [{ owner: { email: 'nobody', name: 'x' } }, 'owner.email'],
  [{ status: 'suspended' }, 'status'],
  [{ id: uuidv7() }, 'id'],
])('a tenant with %j is refused and the field is named', async (body, field) => {
  const answer = await create({ code: 'refused', ...body });
  expect([answer.status, answer.details.map((detail) => detail.field)]).toEqual([400, [field]]);
});

test('a suspended tenant is out at once and signs nobody in until it is resumed', async () => {
  const victim = await api.makeTenant('victim');
  expect((await api.call({ as: victim.token, url: '/api/tenant' })).status).toBe(200);
  const suspended = await patch(victim.id, { status: 'suspended' });
  expect([suspended.status, suspended.data.status, suspended.data.revision]).toEqual([200, 'suspended', 2]);
  expect((await api.call({ as: victim.token, url: '/api/tenant' })).status).toBe(401);
  const { email, password } = victim;
  const login = () => api.call({ method: 'POST', url: '/api/auth/login', body: { email, password } });
  expect([(await login()).status, (await login()).code]).toEqual([403, 'staff.no_access']);
  expect((await patch(victim.id, { status: 'active' }, { revision: 2 })).status).toBe(200);
  expect((await login()).status).toBe(200);
});

test('nobody suspends the tenant they are signed in to', async () => {
  const answer = await patch(operator.id, { status: 'suspended' });
  expect([answer.status, answer.code]).toEqual([409, 'tenancy.own_tenant']);
});

test('only the operator sees the registry; an owner sees and changes their own tenant', async () => {
  for (const url of ['/api/tenants', `/api/tenants/${operator.id}`]) {
    expect((await api.call({ as: tenant.token, url })).status).toBe(403);
  }
  const changed = await api.call({
    as: tenant.token,
    method: 'PATCH',
    url: '/api/tenant',
    body: { name: 'Renamed', timeZone: 'Europe/Berlin' },
    revision: 1,
  });
  expect([changed.status, changed.data.name, changed.data.revision]).toEqual([200, 'Renamed', 2]);
  const stale = await api.call({
    as: tenant.token,
    method: 'PATCH',
    url: '/api/tenant',
    body: { name: 'Stale' },
    revision: 1,
  });
  expect([stale.status, stale.code, stale.data.name]).toEqual([409, 'tenancy.revision_conflict', 'Renamed']);
  const clerk = await api.makeStaff(tenant, ['settings.read']);
  const refused = await api.call({
    as: clerk.token,
    method: 'PATCH',
    url: '/api/tenant',
    body: {},
    revision: 2,
  });
  expect(refused.status).toBe(403);
});

test('what the operator did stands in the log of the tenant it was done to', async () => {
  await patch(tenant.id, { company: 'ISP Ltd' }, { revision: 2 });
  const { data } = await api.call({ as: tenant.token, url: '/api/audit?action=tenancy.changed&limit=1' });
  expect(data[0]).toMatchObject({
    actorName: 'Owner of host',
    subjectId: tenant.id,
    before: { company: null },
    after: { company: 'ISP Ltd' },
  });
});

test('an unknown tenant is 404', async () => {
  expect((await patch(uuidv7(), { name: 'x' })).code).toBe('tenancy.not_found');
  expect((await api.call({ as: operator.token, url: `/api/tenants/${uuidv7()}` })).status).toBe(404);
});

test('time zones are IANA names, older ones included; currencies are ISO 4217', () => {
  for (const zone of ['UTC', 'Asia/Baghdad', 'Asia/Kolkata', 'Asia/Calcutta', 'America/Argentina/Ushuaia'])
    expect([zone, isTimeZone(zone)]).toEqual([zone, true]);
  for (const zone of ['', 'Local', 'asia/baghdad', 'GMT+3', '+03:00', 'Europe/Nowhere', '../etc/passwd'])
    expect([zone, isTimeZone(zone)]).toEqual([zone, false]);
  expect(['USD', 'IQD', 'JPY', 'XXZ', 'usd', ''].map(isCurrency)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
