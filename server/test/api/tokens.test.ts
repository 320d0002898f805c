import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cryptoRandom, SeededRandom, systemClock } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PasswordHasher, resetPassword } from '../../src/modules/staff/index.ts';
import { localActor } from '../../src/platform/http/index.ts';
import { startApiUnderTest, type ApiUnderTest, type Call, type TenantUnderTest } from './api-under-test.ts';
import { mutantsOf, randomMutant } from './token-mutants.ts';

/**
 * D6. Tokens are opaque and look alike: of a staff session, or of an API key. Their audiences are whoever is
 * signed in, who holds a permission, and the operator; each by header and by cookie.
 */
const audiences: readonly Call[] = [
  { url: '/api/auth/me' },
  { url: '/api/plans' },
  { url: '/api/tenants' },
  { url: '/api/tenant', method: 'PATCH', body: { name: 'Taken over' }, revision: 1 },
];
const newPassword = 'a wholly different password';

let api: ApiUnderTest;
let platform: TenantUnderTest;
let refused = 0;

beforeAll(async () => {
  api = await startApiUnderTest();
  platform = await api.makeTenant('platform', { isOperator: true });
});
afterAll(async () => {
  recordFigures('D6', { refused });
  await api.close();
});

const ways: readonly [string, (token: string) => Record<string, string>][] = [
  ['Bearer', (token) => ({ authorization: `Bearer ${token}` })],
  ['cookie', (token) => ({ cookie: `trunkline_session=${token}`, 'sec-fetch-site': 'same-origin' })],
];

/** What is not answered like a request without any token. */
async function accepted(what: string, token: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const audience of audiences) {
    const anonymous = await api.call(audience);
    for (const [way, headers] of ways) {
      // Space around the value of a cookie is none of it (RFC 6265 section 5.2).
      if (way === 'cookie' && token.trim() !== token) continue;
      const answer = await api.call({ ...audience, headers: headers(token) });
      refused++;
      if (answer.status !== 401 || answer.text !== anonymous.text)
        wrong.push(`${what} by ${way} at ${audience.url}: ${answer.status} ${answer.text}`);
    }
  }
  return wrong;
}

const works = async (token: string): Promise<boolean> =>
  (await api.call({ as: token, url: '/api/auth/me' })).status === 200;

test('D6: every altered, reshaped or invented token is refused like none, for every audience', async () => {
  const me = await api.call({ as: platform.token, url: '/api/tenants' });
  expect(me.status).toBe(200);
  const { id } = await api.database
    .as('owner')
    .kysely.selectFrom('staff.session')
    .select('id')
    .executeTakeFirstOrThrow();
  const mutants = Object.entries(mutantsOf(platform.token, { sessionId: id }));
  expect(mutants.length).toBeGreaterThanOrEqual(55);
  const wrong: string[] = [];
  for (const [what, mutant] of mutants) wrong.push(...(await accepted(what, mutant)));
  expect(wrong).toEqual([]);
  expect(await works(platform.token)).toBe(true);
});

test('D6: a token with any one letter changed is refused', async () => {
  const random = new SeededRandom(faultSeed('D6'));
  const wrong: string[] = [];
  for (let n = 0; n < atScale({ ci: 100, full: 20_000 }); n++) {
    const mutant = randomMutant(platform.token, random);
    const { status } = await api.call({ as: mutant, url: '/api/auth/me' });
    refused++;
    if (status !== 401) wrong.push(`${mutant}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test('D6: a token in a place or under a name of another scheme is refused', async () => {
  const { token } = platform;
  const shapes: Record<string, string>[] = [
    { authorization: token },
    { authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}` },
    { authorization: `Basic ${token}` },
    { authorization: `Token ${token}` },
    { authorization: `Digest ${token}` },
    { authorization: `Bearer Bearer ${token}` },
    { authorization: `Bearer: ${token}` },
    { authorization: `Bearer\t${token}` },
    { authorization: `Bearer ${token}, Bearer ${token}` },
    { authorization: `Bearer ${token} x` },
    { 'x-api-key': token },
    { 'proxy-authorization': `Bearer ${token}` },
    { 'x-auth-token': token },
    { cookie: `session=${token}` },
    { cookie: `Trunkline_Session=${token}` },
    { cookie: `trunkline_session =x; __Host-trunkline_session=${token}` },
    { cookie: `trunkline_session=${'x'.repeat(43)}; trunkline_session=${token}` },
    { cookie: `trunkline_session=${token}; trunkline_session=${'x'.repeat(43)}` },
    // The program that sent a header means it, whatever cookie goes along.
    { authorization: 'Bearer x', cookie: `trunkline_session=${token}` },
    { authorization: '', cookie: `trunkline_session=${token}` },
  ];
  const answers = await Promise.all(
    shapes.map(
      async (headers) => [headers, (await api.call({ url: '/api/auth/me', headers })).status] as const,
    ),
  );
  refused += shapes.length;
  expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
  for (const url of [`/api/auth/me?token=${token}`, `/api/auth/me?access_token=${token}`]) {
    expect((await api.call({ url })).status).toBe(401);
  }
});

test('D6: two Authorization headers are refused in either order', async () => {
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = api.app.server.address() as AddressInfo;
  const status = (...tokens: string[]): Promise<number> =>
    new Promise((resolve, reject) => {
      const headers = tokens.flatMap((token) => ['Authorization', `Bearer ${token}`]);
      request({ host: '127.0.0.1', port, path: '/api/auth/me', headers: ['Host', 'x', ...headers] })
        .once('response', (response) => resolve(response.resume().statusCode!))
        .once('error', reject)
        .end();
    });
  const other = 'x'.repeat(43);
  const { token } = platform;
  expect(
    await Promise.all([status(token), status(token, other), status(other, token), status(token, token)]),
  ).toEqual([200, 401, 401, 401]);
});

test('D6: a token ends with logout, a new password, a reset, its time, its place in the team, its tenant', async () => {
  const tenant = await api.makeTenant('ends');
  const staff = () => api.makeStaff(tenant, ['plans.read']);
  const owner = api.database.as('owner').kysely;
  const post = (as: string, url: string, body?: unknown) =>
    api.call({ as, method: 'POST', url, ...(body === undefined ? {} : { body }) });
  const patch = (as: string, url: string, body: unknown, revision = 1) =>
    api.call({ as, method: 'PATCH', url, body, revision });
  type Person = Awaited<ReturnType<typeof staff>>;
  const again = (person: Person) => api.signIn(person);
  const ends: [string, (person: Person) => Promise<{ ended: string[]; status?: number }>][] = [
    [
      'logout',
      async ({ token }) => ({ ended: [token], status: (await post(token, '/api/auth/logout')).status }),
    ],
    [
      'logout everywhere',
      async (person) => {
        const second = await again(person);
        return {
          ended: [person.token, second],
          status: (await post(second, '/api/auth/logout-everywhere')).status,
        };
      },
    ],
    [
      'a new password',
      async (person) => {
        const second = await again(person);
        const body = { currentPassword: person.password, newPassword };
        return { ended: [person.token], status: (await post(second, '/api/auth/password', body)).status };
      },
    ],
    [
      'a reset, for what is not remembered',
      async (person) => {
        const second = await again(person);
        const deps = {
          database: api.database.as('api'),
          clock: systemClock,
          random: cryptoRandom,
          hasher: new PasswordHasher(),
        };
        await resetPassword(deps, (tenantId) => localActor('cli', tenantId), { email: person.email });
        return { ended: [second] };
      },
    ],
    [
      'being disabled',
      async ({ id, token }) => ({
        ended: [token],
        status: (await patch(tenant.token, `/api/staff/${id}`, { status: 'disabled' })).status,
      }),
    ],
    [
      'its expiry',
      async (person) => {
        const second = await again(person);
        const past = new Date(Date.now() - 1000);
        await owner
          .updateTable('staff.session')
          .set({ expiresAt: past })
          .where('personId', '=', person.id)
          .execute();
        return { ended: [second] };
      },
    ],
    [
      'its membership taken away',
      async (person) => {
        const second = await again(person);
        await owner.deleteFrom('staff.session').where('personId', '=', person.id).execute();
        await owner.deleteFrom('staff.membership').where('personId', '=', person.id).execute();
        return { ended: [second] };
      },
    ],
  ];
  const wrong: string[] = [];
  for (const [what, end] of ends) {
    const person = await staff();
    expect(await works(person.token)).toBe(true);
    const { ended, status = 200 } = await end(person);
    expect([what, status]).toEqual([what, 200]);
    for (const token of ended) wrong.push(...(await accepted(`after ${what}`, token)));
  }
  const { revision } = (await api.call({ as: platform.token, url: `/api/tenants/${tenant.id}` })).data as {
    revision: number;
  };
  const suspended = await patch(
    platform.token,
    `/api/tenants/${tenant.id}`,
    { status: 'suspended' },
    revision,
  );
  expect(suspended.status).toBe(200);
  wrong.push(...(await accepted('after its tenant was suspended', tenant.token)));
  expect(wrong).toEqual([]);
});

test('D6: an API key ends when it is revoked, at its time and with its tenant, and opens no other tenant', async () => {
  const tenant = await api.makeTenant('machines');
  const makeKey = async (name: string): Promise<{ id: string; token: string }> => {
    const body = { name, permissions: ['plans.read', 'tenancy.write'] };
    const made = await api.call({ as: tenant.token, method: 'POST', url: '/api/api-keys', body });
    expect(made.status).toBe(201);
    return made.data as { id: string; token: string };
  };
  const opens = async ({ token }: { token: string }): Promise<unknown> =>
    (await api.call({ as: token, url: '/api/tenant' })).data?.code;
  const [revoked, expired, late] = [
    await makeKey('revoked'),
    await makeKey('expired'),
    await makeKey('late'),
  ];
  expect(await Promise.all([revoked, late].map(opens))).toEqual(['machines', 'machines']);
  await api.call({ as: tenant.token, method: 'DELETE', url: `/api/api-keys/${revoked.id}` });
  await api.database
    .as('owner')
    .kysely.updateTable('staff.apiKey')
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where('id', '=', expired.id)
    .execute();
  const wrong = [
    ...(await accepted('a revoked key', revoked.token)),
    ...(await accepted('an expired key', expired.token)),
    ...(await accepted('the id of a key', late.id)),
  ];
  const foreign = await api.call({ as: platform.token, method: 'DELETE', url: `/api/api-keys/${late.id}` });
  expect([foreign.status, await opens(late)]).toEqual([404, 'machines']);
  const operatorOnly = await api.call({ as: late.token, url: '/api/tenants' });
  expect(operatorOnly.status).toBe(403);
  const url = `/api/tenants/${tenant.id}`;
  const body = { status: 'suspended' };
  const suspended = await api.call({ as: platform.token, method: 'PATCH', url, body, revision: 1 });
  expect(suspended.status).toBe(200);
  wrong.push(...(await accepted('a key of a suspended tenant', late.token)));
  expect(wrong).toEqual([]);
});

test('D6: what a role loses, its tokens lose at the next request', async () => {
  const tenant = await api.makeTenant('roles');
  const person = await api.makeStaff(tenant, ['plans.read']);
  const plans = () => api.call({ as: person.token, url: '/api/plans' });
  expect((await plans()).status).toBe(200);
  const { role } = (await api.call({ as: person.token, url: '/api/auth/me' })).data as {
    role: { id: string };
  };
  const url = `/api/roles/${role.id}`;
  await api.call({ as: tenant.token, method: 'PATCH', url, body: { permissions: [] }, revision: 1 });
  expect([(await plans()).status, await works(person.token)]).toEqual([403, true]);
  expect((await api.call({ as: tenant.token, url: '/api/tenants' })).status).toBe(403);
});

test('D6: a generated password opens nothing but its own change', async () => {
  const tenant = await api.makeTenant('pending');
  const { id: roleId } = (
    await api.call({
      as: tenant.token,
      method: 'POST',
      url: '/api/roles',
      body: { name: 'r', permissions: [] },
    })
  ).data as { id: string };
  const body = { email: 'new@pending.example', name: 'New', roleId };
  const added = await api.call({ as: tenant.token, method: 'POST', url: '/api/staff', body });
  const token = await api.signIn({ email: body.email, password: added.data.password as string });
  for (const { url, ...call } of audiences.slice(1)) {
    const { status, code } = await api.call({ ...call, url, as: token });
    expect([url, status, code]).toEqual([url, 403, 'staff.password_change_required']);
  }
});

test('D6: each sign-in gives a fresh random token and never adopts one that the client brought', async () => {
  const { email, password } = platform;
  const planted = 'planted-by-somebody-else'.padEnd(43, 'x');
  const tokens = new Set<string>([planted]);
  const signIns = atScale({ ci: 8, full: 50 });
  for (let n = 0; n < signIns; n++) {
    const headers = { cookie: `trunkline_session=${planted}`, authorization: `Bearer ${planted}` };
    const url = '/api/auth/login';
    const answer = await api.call({ method: 'POST', url, headers, body: { email, password } });
    expect(answer.status).toBe(200);
    const token = answer.data.token as string;
    expect(String(answer.headers['set-cookie'])).toContain(`trunkline_session=${token};`);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    tokens.add(token);
  }
  expect(tokens.size).toBe(signIns + 1);
  expect(await works(planted)).toBe(false);
});
