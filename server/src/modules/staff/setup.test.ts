import { afterAll, beforeEach, expect, test } from 'vitest';
import { cryptoRandom, systemClock } from '@trunkline/kit';
import { startApiUnderTest, type ApiUnderTest } from '../../../test/api/api-under-test.ts';
import { localActor } from '../../platform/http/index.ts';
import { createTenant, offerSetupCode, PasswordHasher, renewSetupCode, type AccountDeps } from './index.ts';

let api: ApiUnderTest;
let deps: AccountDeps;
let code: string;
let printed: { email: string; password: string };

/** An installation as its first start leaves it. */
beforeEach(async () => {
  await api?.close();
  api = await startApiUnderTest();
  deps = {
    database: api.database.as('api'),
    clock: systemClock,
    random: cryptoRandom,
    hasher: new PasswordHasher(),
  };
  const { tenant, owner } = await createTenant(deps, (id) => localActor('system', id), {
    tenant: { code: 'main', name: 'Main', company: null, email: null, currency: 'USD', timeZone: 'UTC' },
    owner: { email: 'owner@trunkline.local', name: 'Owner', isOperator: true },
  });
  printed = { email: owner.email, password: owner.password! };
  code = await offerSetupCode(deps, { tenantId: tenant.id, personId: owner.personId });
});
afterAll(() => api.close());

const body = {
  name: 'Noor',
  email: 'Noor@example.net',
  password: 'seven green routers',
  tenant: { name: 'Noor Net', currency: 'IQD', timeZone: 'Asia/Baghdad' },
};
const claim = (change: object = {}, from?: string) =>
  api.call({
    method: 'POST',
    url: '/api/setup',
    body: { ...body, code, ...change },
    ...(from && { from }),
  });
const isOpen = async () => (await api.call({ url: '/api/setup' })).data.isOpen as boolean;

test('who brings the code becomes the owner with a name, a password and a tenant of their own, signed in', async () => {
  expect(await isOpen()).toBe(true);
  const claimed = await claim();
  expect(claimed.status).toBe(200);
  expect(String(claimed.headers['set-cookie'])).toMatch(/^trunkline_session=.*HttpOnly; SameSite=Strict/);
  const me = await api.call({ as: claimed.data.token as string, url: '/api/auth/me' });
  expect(me.data).toMatchObject({
    name: 'Noor',
    email: 'noor@example.net',
    mustChangePassword: false,
    isOperator: true,
    role: { isOwner: true },
    tenant: { code: 'main', name: 'Noor Net', currency: 'IQD', timeZone: 'Asia/Baghdad' },
  });
  await api.signIn({ email: 'noor@example.net', password: body.password });
  const old = await api.call({ method: 'POST', url: '/api/auth/login', body: printed });
  expect(old.code).toBe('staff.wrong_credentials');
  const log = await api.call({ as: claimed.data.token as string, url: '/api/audit' });
  const told = (log.data as { action: string }[]).map(({ action }) => action);
  expect(told).toEqual(expect.arrayContaining(['staff.setup_claimed', 'tenancy.changed']));
});

test('it is claimed once: the same link opens nothing afterwards, nor does a later start', async () => {
  const both = await Promise.all([claim(), claim({ email: 'thief@example.net' })]);
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await claim()).code).toBe('staff.setup_closed');
  expect(await isOpen()).toBe(false);
  expect(await renewSetupCode(deps)).toBeUndefined();
});

test('a sign-in with the printed password closes it as well', async () => {
  await api.signIn(printed);
  expect(await isOpen()).toBe(false);
  expect((await claim()).code).toBe('staff.setup_closed');
});

test('a later start prints another link, and the earlier one no longer holds', async () => {
  const renewed = await renewSetupCode(deps);
  expect((await claim()).code).toBe('staff.wrong_setup_code');
  expect((await claim({ code: renewed })).status).toBe(200);
});

test('wrong codes are limited like wrong passwords, and change nothing', async () => {
  const answers = [];
  for (let n = 0; n < 12; n++) answers.push((await claim({ code: 'wrong' }, '192.0.2.7')).code);
  expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'staff.wrong_setup_code'));
  expect(answers.slice(10)).toEqual(['http.too_many_requests', 'http.too_many_requests']);
  expect(await isOpen()).toBe(true);
});

test.each([
  [{ password: 'short' }, 'password'],
  [{ email: 'nobody' }, 'email'],
  [{ tenant: { ...body.tenant, currency: 'ZZZZ' } }, 'tenant.currency'],
  [{ tenant: { ...body.tenant, timeZone: 'Mars/Olympus' } }, 'tenant.timeZone'],
])('what cannot be taken is named at its field, and the link goes on holding: %o', async (change, field) => {
  const refused = await claim(change);
  expect([refused.status, refused.details[0]?.field]).toEqual([400, field]);
  expect((await claim()).status).toBe(200);
});

test('where the first start made nobody, there is nothing to claim', async () => {
  const other = await startApiUnderTest();
  try {
    const refused = await other.call({ method: 'POST', url: '/api/setup', body: { ...body, code } });
    expect(refused.code).toBe('staff.setup_closed');
  } finally {
    await other.close();
  }
});
