import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startApiUnderTest,
  type ApiUnderTest,
  type TenantUnderTest,
} from '../../../test/api/api-under-test.ts';
import { loadSettings, settingsCatalogue, settingsOf } from './index.ts';

let api: ApiUnderTest;
let tenant: TenantUnderTest;
let other: TenantUnderTest;

beforeAll(async () => {
  api = await startApiUnderTest();
  tenant = await api.makeTenant('alpha');
  other = await api.makeTenant('beta');
});
afterAll(() => api.close());

const read = (as: string) => api.call({ as, url: '/api/settings' });
const change = (body: unknown, as = tenant.token) =>
  api.call({ as, method: 'PATCH', url: '/api/settings', body });

test('a change holds for this tenant alone and leaves the other settings at their standard', async () => {
  const changed = await change({ 'radius.stripRealm': true, 'staff.sessionHours': 8 });
  expect([changed.status, changed.data['radius.stripRealm'], changed.data['staff.sessionHours']]).toEqual([
    200,
    true,
    8,
  ]);
  expect(changed.data['radius.interimIntervalSeconds']).toBe(300);
  expect((await read(other.token)).data['radius.stripRealm']).toBe(false);
});

test('a setting counts where it belongs: sessions end after staff.sessionHours', async () => {
  const { email, password } = tenant;
  const login = await api.call({ method: 'POST', url: '/api/auth/login', body: { email, password } });
  const hours = (Date.parse(login.data.expiresAt as string) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(7);
  expect(hours).toBeLessThanOrEqual(8);
});

test('a secret setting is used but neither shown nor logged', async () => {
  const secret = 'a mac password';
  const changed = await change({ 'radius.macAuthPassword': secret });
  expect([changed.status, changed.data['radius.macAuthPassword']]).toEqual([200, '***']);
  expect((await read(tenant.token)).text).not.toContain(secret);
  const log = await api.call({ as: tenant.token, url: '/api/audit?subjectKind=settings' });
  expect(log.text).toContain('radius.macAuthPassword');
  expect(log.text).not.toContain(secret);
  const stored = await api.database.as('api').inTenant(tenant.id, (tx) => loadSettings(tx, tenant.id));
  expect(stored['radius.macAuthPassword']).toBe(secret);
});

test('unknown settings and values outside the catalogue are named', async () => {
  const answer = await change({ 'radius.flying': 1, 'staff.sessionHours': 0, 'radius.stripRealm': 'yes' });
  expect(answer.status).toBe(400);
  expect(answer.details.map(({ field }) => field).toSorted()).toEqual([
    'radius.flying',
    'radius.stripRealm',
    'staff.sessionHours',
  ]);
});

test('a change that changes nothing leaves no entry', async () => {
  const count = async () =>
    (await api.call({ as: other.token, url: '/api/audit?subjectKind=settings' })).data.length as number;
  await change({ 'radius.stripRealm': false }, other.token);
  expect(await count()).toBe(0);
  await change({ 'radius.stripRealm': true }, other.token);
  expect(await count()).toBe(1);
});

test('reading and writing need their permission', async () => {
  const reader = await api.makeStaff(tenant, ['settings.read']);
  expect([(await read(reader.token)).status, (await change({}, reader.token)).status]).toEqual([200, 403]);
  expect((await api.call({ url: '/api/settings' })).status).toBe(401);
});

test('a stored value that this version does not accept counts as not set', () => {
  const settings = settingsOf([
    { key: 'staff.sessionHours', value: 'many' },
    { key: 'radius.stripRealm', value: true },
    { key: 'left.over', value: 1 },
  ]);
  expect(settings['staff.sessionHours']).toBe(settingsCatalogue['staff.sessionHours'].standard);
  expect(settings['radius.stripRealm']).toBe(true);
  expect(Object.keys(settings)).toEqual(Object.keys(settingsCatalogue));
});
