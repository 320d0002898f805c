import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startApiUnderTest,
  type ApiUnderTest,
  type TenantUnderTest,
} from '../../../test/api/api-under-test.ts';

let api: ApiUnderTest;
let tenant: TenantUnderTest;
let other: TenantUnderTest;

beforeAll(async () => {
  api = await startApiUnderTest();
  tenant = await api.makeTenant('alpha', { isOperator: true });
  other = await api.makeTenant('beta');
});
afterAll(() => api.close());

const login = (body: unknown, headers?: Record<string, string>) =>
  api.call({ method: 'POST', url: '/api/auth/login', body, ...(headers ? { headers } : {}) });
const me = (as: string) => api.call({ as, url: '/api/auth/me' });

test('a client on a link-local IPv6 address signs in, and its address is kept without the zone', async () => {
  const { email, password } = tenant;
  const request = { method: 'POST', url: '/api/auth/login', body: { email, password } } as const;
  const answer = await api.call({ ...request, from: 'fe80::1%eth0' });
  expect(answer.status).toBe(200);
  const log = await api.call({ as: answer.data.token as string, url: '/api/audit?action=staff.signed_in' });
  expect(log.data[0].address).toBe('fe80::1');
});

test('signing in gives a token that works as Bearer and as a cookie out of reach of scripts', async () => {
  const { email, password } = tenant;
  const answer = await login({ email: ` ${email.toUpperCase()} `, password });
  expect(answer.status).toBe(200);
  expect(answer.data).toMatchObject({ mustChangePassword: false, tenant: { code: 'alpha' } });
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toMatch(
    /^trunkline_session=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict; Expires=/,
  );
  expect((await me(answer.data.token)).data).toMatchObject({
    email,
    role: { isOwner: true },
    isOperator: true,
  });
  const byCookie = await api.call({ url: '/api/auth/me', headers: { cookie: cookie.split(';')[0]! } });
  expect(byCookie.status).toBe(200);
});

test('a wrong password and an unknown address give one and the same answer', async () => {
  const wrong = await login({ email: tenant.email, password: 'not the password' });
  const unknown = await login({ email: 'nobody@example.org', password: 'not the password' });
  expect(wrong.status).toBe(401);
  expect(wrong.text).toBe(unknown.text);
});

test('who belongs to several tenants names one, and learns of them only with the right password', async () => {
  const email = 'both@example.org';
  const passwords: (string | null)[] = [];
  for (const { token } of [tenant, other]) {
    const roles = await api.call({ as: token, url: '/api/roles' });
    const body = { email, name: 'Both', roleId: roles.data[0].id as string };
    const added = await api.call({ as: token, method: 'POST', url: '/api/staff', body });
    passwords.push(added.data.password as string | null);
  }
  expect(passwords).toEqual([expect.any(String), null]);
  const password = passwords[0]!;
  expect((await login({ email, password: 'wrong wrong' })).status).toBe(401);
  const ambiguous = await login({ email, password });
  expect([ambiguous.status, ambiguous.code, ambiguous.data]).toEqual([
    409,
    'staff.tenant_needed',
    {
      tenants: [
        { code: 'alpha', name: 'alpha' },
        { code: 'beta', name: 'beta' },
      ],
    },
  ]);
  expect((await login({ email, password, tenant: 'beta' })).data.tenant.code).toBe('beta');
  const stranger = await login({ email: other.email, password: other.password, tenant: 'alpha' });
  const missing = await login({ email: other.email, password: other.password, tenant: 'gamma' });
  expect([stranger.status, stranger.text]).toEqual([403, missing.text]);
});

test('a generated password opens nothing but its own change, after which everything opens', async () => {
  const made = await api.call({
    as: tenant.token,
    method: 'POST',
    url: '/api/tenants',
    body: {
      code: 'fresh',
      name: 'Fresh',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      owner: { email: 'o@fresh.example', name: 'O' },
    },
  });
  const { email, password } = made.data.owner as { email: string; password: string };
  const first = (await login({ email, password })).data as { token: string; mustChangePassword: boolean };
  expect(first.mustChangePassword).toBe(true);
  expect((await me(first.token)).status).toBe(200);
  const blocked = await api.call({ as: first.token, url: '/api/tenant' });
  expect([blocked.status, blocked.code]).toEqual([403, 'staff.password_change_required']);
  const change = (newPassword: string, currentPassword = password) =>
    api.call({
      as: first.token,
      method: 'POST',
      url: '/api/auth/password',
      body: { currentPassword, newPassword },
    });
  expect((await change('a new long password', 'wrong')).code).toBe('staff.wrong_password');
  for (const weak of ['short', password]) {
    const refused = await change(weak);
    expect([refused.status, refused.details[0]?.field]).toEqual([400, 'newPassword']);
  }
  expect((await change('a new long password')).status).toBe(200);
  expect((await api.call({ as: first.token, url: '/api/tenant' })).status).toBe(200);
  expect((await login({ email, password })).status).toBe(401);
});

test('a new password ends the other sessions and keeps the one that set it', async () => {
  const { email, token } = await api.makeStaff(tenant, ['staff.read']);
  const reset = 'first long password';
  const person = (await me(token)).data as { id: string };
  const hash = await setPassword(person.id, reset);
  expect(hash).toBe(1n);
  const kept = await api.signIn({ email, password: reset });
  expect((await me(token)).status).toBe(200);
  const body = { currentPassword: reset, newPassword: 'second long password' };
  expect((await api.call({ as: kept, method: 'POST', url: '/api/auth/password', body })).status).toBe(200);
  expect([(await me(kept)).status, (await me(token)).status]).toEqual([200, 401]);
});

async function setPassword(personId: string, password: string): Promise<bigint> {
  const { PasswordHasher } = await import('./password.ts');
  const passwordHash = await new PasswordHasher().hash(password);
  const { numUpdatedRows } = await api.database
    .as('api')
    .inTenant(tenant.id, (tx) =>
      tx
        .updateTable('staff.person')
        .set({ passwordHash })
        .where('id', '=', personId)
        .executeTakeFirstOrThrow(),
    );
  return numUpdatedRows;
}

test('logging out ends this session at once, everywhere ends all of them', async () => {
  const { email, password } = other;
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => api.signIn({ email, password })));
  expect((await me(first!)).status).toBe(200);
  const out = await api.call({ as: first!, method: 'POST', url: '/api/auth/logout' });
  expect([out.status, out.headers['set-cookie']]).toEqual([200, expect.stringContaining('Max-Age=0')]);
  expect([(await me(first!)).status, (await me(second!)).status]).toEqual([401, 200]);
  await api.call({ as: second!, method: 'POST', url: '/api/auth/logout-everywhere' });
  expect([(await me(second!)).status, (await me(third!)).status]).toEqual([401, 401]);
  other = { ...other, token: await api.signIn({ email, password }) };
});

test('a session ends when its time is over', async () => {
  const { email, password, id } = other;
  const token = await api.signIn({ email, password });
  await api.database.as('api').inTenant(id, (tx) =>
    tx
      .updateTable('staff.session')
      .set({ expiresAt: new Date(0) })
      .where('tenantId', '=', id)
      .execute(),
  );
  expect((await me(token)).status).toBe(401);
  other = { ...other, token: await api.signIn({ email, password }) };
});

test('fields that sign-in does not know, or that are missing, are named', async () => {
  const answer = await login({ email: 'no address', isOperator: true });
  expect(answer.status).toBe(400);
  expect(answer.details.map(({ field }) => field).toSorted()).toEqual(['email', 'isOperator', 'password']);
});

test('the eleventh attempt on an account from one address within a minute is refused, and its owner is not', async () => {
  const { email, password } = other;
  const attempt = (given: string, from: string) =>
    api.call({ method: 'POST', url: '/api/auth/login', body: { email, password: given }, from });
  const answers = [];
  for (let n = 0; n < 11; n++) answers.push((await attempt('a guess', '198.51.100.7')).status);
  expect(answers).toEqual([...Array<number>(10).fill(401), 429]);
  expect((await attempt(password, '203.0.113.7')).status).toBe(200);
});

test('no answer, no log entry and no row holds a token or a password', async () => {
  const rows = await api.database
    .as('api')
    .inTenant(tenant.id, (tx) =>
      Promise.all([
        tx.selectFrom('staff.session').selectAll().execute(),
        tx.selectFrom('audit.entry').selectAll().execute(),
        tx.selectFrom('staff.person').selectAll().execute(),
      ]),
    );
  const dump = JSON.stringify(rows);
  expect(rows[1].length).toBeGreaterThan(0);
  for (const secret of [tenant.token, tenant.password, other.token]) expect(dump).not.toContain(secret);
});
