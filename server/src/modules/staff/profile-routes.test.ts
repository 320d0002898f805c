import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startApiUnderTest,
  type ApiUnderTest,
  type StaffUnderTest,
  type TenantUnderTest,
} from '../../../test/api/api-under-test.ts';
import { appCode } from '../../../test/support/app-code.ts';

let api: ApiUnderTest;
let tenant: TenantUnderTest;

beforeAll(async () => {
  api = await startApiUnderTest();
  tenant = await api.makeTenant('alpha');
});
afterAll(() => api.close());

const post = (url: string, body: unknown, as?: string, from?: string) =>
  api.call({
    method: 'POST',
    url,
    body,
    ...(as !== undefined && { as }),
    ...(from !== undefined && { from }),
  });
const me = (as: string) => api.call({ as, url: '/api/auth/me' });
const login = ({ email, password }: StaffUnderTest) => post('/api/auth/login', { email, password });

async function enrol(person: StaffUnderTest): Promise<{ key: string; recoveryCodes: string[] }> {
  const { data } = await post('/api/auth/second-factor/enrol', { password: person.password }, person.token);
  const { key } = data as { key: string };
  const code = appCode(key);
  const confirmed = await post('/api/auth/second-factor/confirm', { code }, person.token);
  return { key, recoveryCodes: (confirmed.data as { recoveryCodes: string[] }).recoveryCodes };
}

test('with a second factor the password gives a challenge and no cookie; challenge and code give the session', async () => {
  const person = await api.makeStaff(tenant, []);
  const { recoveryCodes } = await enrol(person);
  const first = await login(person);
  expect([first.status, first.code, first.headers['set-cookie']]).toEqual([
    401,
    'staff.second_factor_required',
    undefined,
  ]);
  const { challenge } = first.data as { challenge: string };
  expect((await me(challenge)).status).toBe(401);
  const { email } = person;
  const second = await post('/api/auth/second-factor', { email, challenge, code: recoveryCodes[0] });
  expect(second.status).toBe(200);
  expect(String(second.headers['set-cookie'])).toMatch(/^trunkline_session=.*HttpOnly; SameSite=Strict/);
  expect((await me(second.data.token as string)).data.email).toBe(email);
});

test('codes are limited like passwords, whatever the challenge', async () => {
  const person = await api.makeStaff(tenant, []);
  await enrol(person);
  const answers = [];
  for (let n = 0; n < 12; n++) {
    const body = { email: person.email, challenge: 'x'.repeat(43), code: '000000' };
    answers.push((await post('/api/auth/second-factor', body, undefined, '192.0.2.9')).code);
  }
  expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'staff.challenge_over'));
  expect(answers.slice(10)).toEqual(['http.too_many_requests', 'http.too_many_requests']);
});

test('where the tenant asks for a second factor, only the way to one is open', async () => {
  const strict = await api.makeTenant('strict');
  const person = await api.makeStaff(strict, ['nas.read']);
  const asked = await api.call({
    as: strict.token,
    method: 'PATCH',
    url: '/api/settings',
    body: { 'staff.requireSecondFactor': true },
  });
  expect(asked.status).toBe(200);
  const token = ((await login(person)).data as { token: string }).token;
  expect((await me(token)).data.mustAddSecondFactor).toBe(true);
  expect((await api.call({ as: token, url: '/api/nas' })).code).toBe('staff.second_factor_needed');
  await enrol({ ...person, token });
  expect((await api.call({ as: token, url: '/api/nas' })).status).toBe(200);
  expect((await me(token)).data.mustAddSecondFactor).toBe(false);
});

test('a person sees their own sessions alone and ends one of them', async () => {
  const person = await api.makeStaff(tenant, []);
  const other = await api.makeStaff(tenant, []);
  const second = ((await login(person)).data as { token: string }).token;
  const sessions = async (as: string) =>
    (await api.call({ as, url: '/api/auth/sessions' })).data as { id: string; isThis: boolean }[];
  const own = await sessions(person.token);
  expect(own.map(({ isThis }) => isThis)).toEqual([false, true]);
  const end = (id: string, as: string) => api.call({ as, method: 'DELETE', url: `/api/auth/sessions/${id}` });
  const [others] = await sessions(other.token);
  expect((await end(others!.id, person.token)).code).toBe('staff.session_not_found');
  expect((await end(own[0]!.id, person.token)).status).toBe(200);
  expect((await me(second)).status).toBe(401);
  expect((await me(other.token)).status).toBe(200);
  expect((await end(own[0]!.id, person.token)).code).toBe('staff.session_not_found');
});

test('another e-mail address takes the password and is nobody else’s; another name does not', async () => {
  const person = await api.makeStaff(tenant, []);
  const change = (body: object) => post('/api/auth/profile', { name: 'New', ...body }, person.token);
  expect((await change({ email: person.email })).status).toBe(200);
  expect((await me(person.token)).data.name).toBe('New');
  const email = 'elsewhere@alpha.example';
  const without = await change({ email });
  expect([without.status, without.details[0]?.field]).toEqual([400, 'password']);
  const taken = await change({ email: tenant.email, password: person.password });
  expect([taken.code, taken.details[0]?.field]).toEqual(['staff.email_taken', 'email']);
  expect((await change({ email: ' Elsewhere@Alpha.example', password: person.password })).status).toBe(200);
  expect((await login({ ...person, email })).status).toBe(200);
  const log = await api.call({ as: tenant.token, url: '/api/audit?action=staff.profile_changed' });
  expect((log.data as { after: object }[])[0]!.after).toEqual({ name: 'New', email });
});
