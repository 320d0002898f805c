import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  startApiUnderTest,
  type ApiUnderTest,
  type TenantUnderTest,
} from '../../../test/api/api-under-test.ts';
import { CannotOpen } from '../../platform/keys/index.ts';
import { loadSettings, openSetting, settingsCatalogue, settingsOf } from './index.ts';

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
});

test('E6: a secret setting is kept sealed to its tenant, and opens there alone', async () => {
  const secret = 'canary of the routers';
  await change({ 'radius.macAuthPassword': secret });
  const { rows } = await sql<{ text: string }>`select setting::text as text from settings.setting`.execute(
    api.database.as('owner').kysely,
  );
  expect(rows.map((row) => row.text).join()).not.toContain(secret);
  const settings = await api.database.as('api').inTenant(tenant.id, (tx) => loadSettings(tx, tenant.id));
  const sealed = settings['radius.macAuthPassword']!;
  const place = { tenantId: tenant.id, key: 'radius.macAuthPassword' } as const;
  expect(openSetting(api.keys.sealer, place, sealed)).toBe(secret);
  expect(() => openSetting(api.keys.sealer, { ...place, tenantId: other.id }, sealed)).toThrow(CannotOpen);
});

test('a form that sends all settings back as they were shown changes nothing', async () => {
  await change({ 'radius.macAuthPassword': 'kept' });
  const load = () => api.database.as('api').inTenant(tenant.id, (tx) => loadSettings(tx, tenant.id));
  const before = await load();
  const sent = await change((await read(tenant.token)).data);
  expect(sent.status).toBe(200);
  expect(await load()).toEqual(before);
  expect((await change({ 'radius.macAuthPassword': null })).data['radius.macAuthPassword']).toBeNull();
});

const add = (as: string, username: string) =>
  api.call({ as, method: 'POST', url: '/api/subscribers', body: { username } });
const keysOf = ({ id }: TenantUnderTest) =>
  api.database.as('api').inTenant(id, async (tx) => {
    const query = tx.selectFrom('subscribers.subscriber').select('usernameKey').where('tenantId', '=', id);
    return (await query.orderBy('usernameKey').execute()).map((row) => row.usernameKey);
  });

describe('stripping realms', () => {
  test('turned on and off, the names of those who are there follow', async () => {
    const isp = await api.makeTenant('realms');
    for (const username of ['Ali@isp.example', 'ISP\\Eve', 'bob', '@odd']) await add(isp.token, username);
    expect((await change({ 'radius.stripRealm': true }, isp.token)).status).toBe(200);
    expect(await keysOf(isp)).toEqual(['@odd', 'ali', 'bob', 'eve']);
    expect((await add(isp.token, 'ali@elsewhere.example')).code).toBe('subscribers.username_taken');
    expect((await change({ 'radius.stripRealm': false }, isp.token)).status).toBe(200);
    expect(await keysOf(isp)).toEqual(['@odd', 'ali@isp.example', 'bob', 'isp\\eve']);
  });

  test('is refused with the names when two subscribers would then be one, and nothing changes', async () => {
    const isp = await api.makeTenant('twins');
    for (const username of ['ali@a.example', 'ali@b.example', 'bob', 'BOB@a.example']) {
      expect((await add(isp.token, username)).status).toBe(201);
    }
    const refused = await change({ 'radius.stripRealm': true }, isp.token);
    expect([refused.status, refused.code]).toEqual([409, 'subscribers.realms_collide']);
    expect(refused.details.map(({ field }) => field).toSorted()).toEqual(['BOB@a.example', 'ali@b.example']);
    expect((await read(isp.token)).data['radius.stripRealm']).toBe(false);
    expect(await keysOf(isp)).toEqual(['ali@a.example', 'ali@b.example', 'bob', 'bob@a.example']);
  });

  test('subscribers added at that moment come under the same rule as all others', async () => {
    const isp = await api.makeTenant('hurry');
    const names = Array.from({ length: 12 }, (_none, n) => `user${n}@isp.example`);
    await Promise.all([
      ...names.slice(0, 6).map((username) => add(isp.token, username)),
      change({ 'radius.stripRealm': true }, isp.token),
      ...names.slice(6).map((username) => add(isp.token, username)),
    ]);
    expect(await keysOf(isp)).toEqual(names.map((name) => name.split('@')[0]!).toSorted());
  });
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
