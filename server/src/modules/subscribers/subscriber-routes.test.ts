import { ManualClock } from '@trunkline/kit';
import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, testKeys, type TestTenant } from '../../../test/support/test-tenant.ts';
import { createNas } from '../nas/create-nas.ts';
import { routes } from './routes.ts';
import { servicePasswordBinding } from './subscriber-deps.ts';

const clock = new ManualClock(Date.parse('2027-03-01T09:00:00Z'));

let database: TestDatabase;
let api: TestApi;
let sales: Sales;
let north: TestTenant;
let south: TestTenant;
let plan: { id: string };

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 41 });
  api = await createTestApi(routes(sales.deps));
  north = await createTestTenant(database, { code: 'north' });
  south = await createTestTenant(database, { code: 'south' });
  plan = await sales.plan(north);
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

const post = (path: string, body: unknown, tenantId = north.tenantId) =>
  api.call(`POST ${path}`, { tenantId, body });
const get = (path: string, tenantId = north.tenantId) => api.call(`GET ${path}`, { tenantId });
const create = async (body: Record<string, unknown>, tenantId = north.tenantId) =>
  (await post('/api/subscribers', body, tenantId)).body.data;

function rowOf(id: string, tenantId = north.tenantId) {
  return database
    .as('api')
    .inTenant(tenantId, (tx) =>
      tx.selectFrom('subscribers.subscriber').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
}

function auditOf(subjectId: string) {
  return database
    .as('api')
    .inTenant(north.tenantId, (tx) =>
      tx.selectFrom('audit.entry').selectAll().where('subjectId', '=', subjectId).orderBy('id').execute(),
    );
}

describe('adding a subscriber', () => {
  test('one call with six fields gives an active subscriber and, once, the generated password', async () => {
    const answer = await post('/api/subscribers', {
      username: 'Ali@Home',
      fullName: 'Ali Baba',
      phones: ['+62 812-3456 (789)'],
      address: 'Cave 1',
      email: 'ali@example.org',
      planId: plan.id,
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        data: {
          username: 'Ali@Home',
          phones: ['+628123456789'],
          status: 'active',
          subscriptions: [
            { planId: plan.id, status: 'active', isInForce: true, startsAt: '2027-03-01T09:00:00.000Z' },
          ],
        },
      },
    });
    const { id, generatedPassword } = answer.body.data;
    expect(generatedPassword).toMatch(/^[a-hjkmnp-z2-9]{12}$/);
    const row = await rowOf(id);
    expect(row.usernameKey).toBe('ali@home');
    const binding = servicePasswordBinding({ tenantId: north.tenantId, id });
    expect(testKeys.sealer.open(row.passwordSealed!, binding).toString()).toBe(generatedPassword);
    expect(JSON.stringify((await get(`/api/subscribers/${id}`)).body)).not.toContain(generatedPassword);
    expect(JSON.stringify(await auditOf(id))).not.toContain(generatedPassword);
  });

  test('a plan that cannot be sold leaves no subscriber behind', async () => {
    const planId = '00000000-0000-4000-8000-000000000000';
    const answer = await post('/api/subscribers', { username: 'half', planId });
    expect(answer).toMatchObject({ status: 400, body: { details: [{ field: 'planId' }] } });
    expect((await get('/api/subscribers?q=half')).body.data).toEqual([]);
  });

  test('a password of its own is sealed and not echoed, the portal password hashed with Argon2id', async () => {
    const { id, generatedPassword } = await create({
      username: 'own',
      password: 'sësame',
      portalPassword: 'portal-secret',
    });
    expect(generatedPassword).toBeNull();
    const row = await rowOf(id);
    expect(row.portalPasswordHash).toMatch(/^\$argon2id\$/);
    expect(await verify(row.portalPasswordHash!, 'portal-secret')).toBe(true);
    const revealed = await get(`/api/subscribers/${id}/password`);
    expect(revealed.body.data).toEqual({ password: 'sësame' });
    const audit = await auditOf(id);
    expect(audit.map((entry) => entry.action)).toEqual([
      'subscriber.created',
      'subscriber.password_revealed',
    ]);
    expect(JSON.stringify(audit)).not.toMatch(/sësame|portal-secret|argon2/);
  });

  test('a MAC-authenticated device has its address as name and no password', async () => {
    const { id } = await create({ username: 'AABB.CC00.1122', credential: 'mac' });
    expect(await rowOf(id)).toMatchObject({ usernameKey: 'aa:bb:cc:00:11:22', passwordSealed: null });
    expect(await get(`/api/subscribers/${id}/password`)).toMatchObject({
      status: 409,
      body: { code: 'subscribers.no_password' },
    });
    expect((await post(`/api/subscribers/${id}/password`, {})).status).toBe(409);
    const again = await post('/api/subscribers', { username: 'aa-bb-cc-00-11-22', credential: 'mac' });
    expect(again).toMatchObject({ status: 409, body: { code: 'subscribers.username_taken' } });
  });

  test.each([
    [{ username: ' ' }, 'username'],
    [{ username: 'a\nb' }, 'username'],
    [{ username: 'not-a-mac', credential: 'mac' }, 'username'],
    [{ credential: 'mac', username: 'aabbccddeeff', password: 'x' }, 'password'],
    [{ password: 'x'.repeat(129) }, 'password'],
    [{ portalPassword: 'short' }, 'portalPassword'],
    [{ phones: ['none'] }, 'phones.0'],
    [{ email: 'x' }, 'email'],
    [{ latitude: 1 }, 'longitude'],
    [{ latitude: 91, longitude: 0 }, 'latitude'],
    [{ nasId: '00000000-0000-4000-8000-000000000000' }, 'nasId'],
    [{ macs: ['zz'] }, 'macs.0'],
    [{ macBinding: 'fixed' }, 'macs'],
    [{ framedIp: '10.0.0.256' }, 'framedIp'],
    [{ framedIpv6Prefix: '10.0.0.0/8' }, 'framedIpv6Prefix'],
    [{ delegatedIpv6Prefix: '2001:db8::1/56' }, 'delegatedIpv6Prefix'],
    [{ loginWindows: [{ days: [8], from: '08:00', to: '22:00' }] }, 'loginWindows.0.days'],
    [{ loginWindows: [{ days: [1], from: '08:00', to: '25:00' }] }, 'loginWindows.0.to'],
    [{ customAttributes: [{ name: 'User-Password', value: 'x' }] }, 'customAttributes.0.name'],
    [{ startsAt: '2027-03-01T09:00:00Z' }, 'startsAt'],
    [{ maxSessions: 0 }, 'maxSessions'],
    [{ status: 'active' }, 'status'],
    [{ tenantId: 'x' }, 'tenantId'],
    [{ passwordSealed: 'x' }, 'passwordSealed'],
  ])('400 for %o, naming the field', async (fields, field) => {
    const answer = await post('/api/subscribers', { username: 'wrong', ...fields });
    expect(answer.status).toBe(400);
    expect(answer.body.details?.map((detail) => detail.field)).toEqual([field]);
  });

  test('409 for a name taken in another spelling, free in another tenant and after closing', async () => {
    const { id } = await create({ username: 'Taken' });
    expect(await post('/api/subscribers', { username: ' TAKEN ' })).toMatchObject({
      status: 409,
      body: { code: 'subscribers.username_taken', details: [{ field: 'username' }] },
    });
    expect((await post('/api/subscribers', { username: 'taken' }, south.tenantId)).status).toBe(201);
    await post(`/api/subscribers/${id}/status`, { action: 'close' });
    expect((await post('/api/subscribers', { username: 'taken' })).status).toBe(201);
  });

  test('where the tenant strips realms, the realm is no part of the key', async () => {
    const { tenantId } = await createTestTenant(database, { code: 'realms' });
    await database
      .as('api')
      .inTenant(tenantId, (tx) =>
        tx
          .insertInto('settings.setting')
          .values({ tenantId, key: 'radius.stripRealm', value: 'true' })
          .execute(),
      );
    const { id } = await create({ username: 'ali@isp.example' }, tenantId);
    expect((await rowOf(id, tenantId)).usernameKey).toBe('ali');
  });
});

describe('a subscriber that exists', () => {
  test('PATCH changes fields by the revision that was read, audited before and after', async () => {
    const { id } = await create({ username: 'patched', notes: 'old' });
    const patch = (body: unknown, revision: number) =>
      api.call(`PATCH /api/subscribers/${id}`, { tenantId: north.tenantId, body, revision });
    const loginWindows = [{ days: [1, 2], from: '22:00', to: '06:00' }];
    const change = {
      notes: 'new',
      username: 'Renamed',
      loginWindows,
      framedIpv6Prefix: '2001:DB8:1::/64',
      maxSessions: 2,
    };
    expect(await patch(change, 1)).toMatchObject({
      status: 200,
      etag: '"2"',
      body: { data: { ...change, framedIpv6Prefix: '2001:db8:1::/64' } },
    });
    expect((await rowOf(id)).usernameKey).toBe('renamed');
    expect(await patch({ notes: 'late' }, 1)).toMatchObject({
      status: 409,
      body: { code: 'subscribers.revision_conflict', data: { notes: 'new', revision: 2 } },
    });
    expect((await auditOf(id)).at(-1)).toMatchObject({
      action: 'subscriber.changed',
      before: { notes: 'old', username: 'patched' },
      after: { notes: 'new', username: 'Renamed' },
    });
    expect((await patch({ latitude: 5 }, 2)).body.details?.[0]?.field).toBe('longitude');
    expect((await patch({ status: 'active' }, 2)).status).toBe(400);
  });

  test('the status goes by the state table, and activate gives what the subscriptions say', async () => {
    const { id } = await create({ username: 'states', planId: plan.id });
    const act = (action: string) => post(`/api/subscribers/${id}/status`, { action, reason: 'asked' });
    expect((await act('suspend')).body.data.status).toBe('suspended');
    expect(await act('pause')).toMatchObject({ status: 409, body: { code: 'subscribers.action_refused' } });
    expect((await act('activate')).body.data.status).toBe('active');
    expect((await act('disable')).body.data.status).toBe('disabled');
    const closed = await act('close');
    expect(closed.body.data).toMatchObject({ status: 'closed', closedAt: '2027-03-01T09:00:00.000Z' });
    expect((await act('activate')).status).toBe(409);
    const patch = { tenantId: north.tenantId, body: { notes: 'x' }, revision: closed.body.data.revision };
    expect(await api.call(`PATCH /api/subscribers/${id}`, patch)).toMatchObject({
      status: 409,
      body: { code: 'subscribers.closed' },
    });
    const bare = await create({ username: 'bare' });
    await post(`/api/subscribers/${bare.id}/status`, { action: 'suspend' });
    const lifted = await post(`/api/subscribers/${bare.id}/status`, { action: 'activate' });
    expect(lifted.body.data.status).toBe('new');
  });

  test('another password is generated and told once, or taken as given', async () => {
    const { id } = await create({ username: 'passwords' });
    const generated = await post(`/api/subscribers/${id}/password`, {});
    expect((await get(`/api/subscribers/${id}/password`)).body.data.password).toBe(
      generated.body.data.generatedPassword,
    );
    await post(`/api/subscribers/${id}/password`, { password: 'of my own' });
    expect((await get(`/api/subscribers/${id}/password`)).body.data.password).toBe('of my own');
    await post(`/api/subscribers/${id}/portal-password`, { portalPassword: 'long enough' });
    expect((await get(`/api/subscribers/${id}`)).body.data.hasPortalPassword).toBe(true);
    await post(`/api/subscribers/${id}/portal-password`, { portalPassword: null });
    expect((await get(`/api/subscribers/${id}`)).body.data.hasPortalPassword).toBe(false);
  });

  test('403 to read a password without that right of its own', async () => {
    const { id } = await create({ username: 'guarded' });
    const call = { tenantId: north.tenantId, permissions: ['subscribers.read', 'subscribers.write'] };
    expect((await api.call(`GET /api/subscribers/${id}/password`, call)).status).toBe(403);
  });

  test('devices are fixed in any spelling, and a reset lets the next one be learnt', async () => {
    const { id } = await create({ username: 'devices' });
    const macs = ['AABB.CCDD.EEFF', 'aa-bb-cc-dd-ee-ff', '001122334455'];
    const fixed = await post(`/api/subscribers/${id}/mac`, { binding: 'fixed', macs });
    expect(fixed.body.data).toMatchObject({
      macBinding: 'fixed',
      macs: ['aa:bb:cc:dd:ee:ff', '00:11:22:33:44:55'],
    });
    expect(await post(`/api/subscribers/${id}/mac`, { binding: 'fixed' })).toMatchObject({ status: 400 });
    const reset = await api.call(`POST /api/subscribers/${id}/mac/reset`, { tenantId: north.tenantId });
    expect(reset.body.data).toMatchObject({ macBinding: 'learn', macs: [] });
  });

  test('404 for a subscriber of another tenant on every route', async () => {
    const { id } = await create({ username: 'theirs' }, south.tenantId);
    for (const [request, extra] of [
      ['GET /api/subscribers/ID', {}],
      ['PATCH /api/subscribers/ID', { body: { notes: 'x' }, revision: 1 }],
      ['POST /api/subscribers/ID/status', { body: { action: 'suspend' } }],
      ['GET /api/subscribers/ID/password', {}],
      ['POST /api/subscribers/ID/password', { body: {} }],
      ['POST /api/subscribers/ID/portal-password', { body: { portalPassword: null } }],
      ['POST /api/subscribers/ID/mac', { body: { binding: 'none' } }],
      ['POST /api/subscribers/ID/mac/reset', {}],
    ] as const) {
      const answer = await api.call(request.replace('ID', id), { tenantId: north.tenantId, ...extra });
      expect(answer, request).toMatchObject({ status: 404, body: { code: 'subscribers.not_found' } });
    }
    expect(await rowOf(id, south.tenantId)).toMatchObject({ status: 'new', revision: 1 });
  });

  test("another tenant's NAS cannot be bound to", async () => {
    const { nas } = await createNas(sales.deps, south.actor, {
      name: 'theirs',
      description: null,
      prefix: '192.0.2.1',
      vendor: 'generic',
      secret: undefined,
      messageAuthenticator: 'observe',
      coaPort: undefined,
      interimIntervalS: null,
      swapsOctets: false,
      wrapsWithoutGigawords: false,
      isEnabled: true,
    });
    const answer = await post('/api/subscribers', { username: 'bound', nasId: nas.id });
    expect(answer).toMatchObject({ status: 400, body: { details: [{ field: 'nasId' }] } });
    expect(
      (await post('/api/subscribers', { username: 'bound', nasId: nas.id }, south.tenantId)).status,
    ).toBe(201);
  });
});

describe('the list', () => {
  test('finds by the beginning of the name, a phone, a MAC or an IP address, and by tag, plan and status', async () => {
    const tenant = await createTestTenant(database, { code: 'found' });
    const { tenantId } = tenant;
    const gold = await sales.plan(tenant);
    await create({ username: 'anna', phones: ['0812 345'], tags: ['vip'], planId: gold.id }, tenantId);
    await create(
      { username: 'anton', macBinding: 'fixed', macs: ['aa:bb:cc:dd:ee:ff'], framedIp: '10.9.8.7' },
      tenantId,
    );
    await create({ username: 'aa:bb:cc:00:00:01', credential: 'mac' }, tenantId);
    const bert = await create({ username: 'bert' }, tenantId);
    await post(`/api/subscribers/${bert.id}/status`, { action: 'close' }, tenantId);
    const found = async (query: string) =>
      (await get(`/api/subscribers?${query}`, tenantId)).body.data.map(
        (row: { username: string }) => row.username,
      );
    expect(await found('')).toEqual(['aa:bb:cc:00:00:01', 'anna', 'anton']);
    expect(await found('q=AN')).toEqual(['anna', 'anton']);
    expect(await found('q=0812-345')).toEqual(['anna']);
    expect(await found('q=AABBCCDDEEFF')).toEqual(['anton']);
    expect(await found('q=AA-BB-CC-00-00-01')).toEqual(['aa:bb:cc:00:00:01']);
    expect(await found('q=10.9.8.7')).toEqual(['anton']);
    expect(await found('q=%25')).toEqual([]);
    expect(await found('tag=vip')).toEqual(['anna']);
    expect(await found(`planId=${gold.id}`)).toEqual(['anna']);
    expect(await found('status=active')).toEqual(['anna']);
    expect(await found('status=closed')).toEqual(['bert']);
    const first = (await get('/api/subscribers?limit=2', tenantId)).body;
    expect(await found(`limit=2&cursor=${first.meta?.nextCursor}`)).toEqual(['anton']);
  });
});
