import { systemClock } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, testDeps } from '../../../test/support/test-tenant.ts';
import { routes } from './routes.ts';

let database: TestDatabase;
let api: TestApi;
let north: string;
let south: string;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await createTestApi(routes(testDeps(database, { clock: systemClock, seed: 2 })));
  north = (await createTestTenant(database, { code: 'north' })).tenantId;
  south = (await createTestTenant(database, { code: 'south' })).tenantId;
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

const create = async (body: Record<string, unknown>, tenantId = north) =>
  (await api.call('POST /api/nas', { tenantId, body: { vendor: 'mikrotik', ...body } })).body.data;

describe('the NAS routes', () => {
  test('201 with the secret once; 200 without it from then on', async () => {
    const created = await api.call('POST /api/nas', {
      tenantId: north,
      body: { name: 'core', prefix: '192.0.2.1', vendor: 'mikrotik' },
    });
    expect(created).toMatchObject({
      status: 201,
      etag: '"1"',
      body: {
        ok: true,
        data: {
          prefix: '192.0.2.1/32',
          coaPort: 1700,
          messageAuthenticator: 'observe',
          canRequireMessageAuthenticator: false,
          warnings: [],
          observation: null,
        },
      },
    });
    const { id, secret } = created.body.data;
    const read = await api.call(`GET /api/nas/${id}`, { tenantId: north });
    expect(read.status).toBe(200);
    expect(JSON.stringify(read.body)).not.toContain(secret);
    expect((await api.call(`GET /api/nas/${id}/secret`, { tenantId: north })).body.data).toEqual({ secret });
  });

  test('403 for who may see NAS but not their secrets', async () => {
    const { id } = await create({ name: 'guarded', prefix: '192.0.2.2' });
    const call = { tenantId: north, permissions: ['nas.read', 'nas.write'] };
    expect((await api.call(`GET /api/nas/${id}/secret`, call)).status).toBe(403);
    expect((await api.call(`GET /api/nas/${id}`, call)).status).toBe(200);
  });

  test.each([
    [{ prefix: '192.0.2.300' }, 'prefix'],
    [{ prefix: '192.0.2.1/24' }, 'prefix'],
    [{ vendor: 'acme' }, 'vendor'],
    [{ secret: 'sevench' }, 'secret'],
    [{ secret: 'with a space' }, 'secret'],
    [{ coaPort: 70_000 }, 'coaPort'],
    [{ messageAuthenticator: 'sometimes' }, 'messageAuthenticator'],
    [{ interimIntervalS: 59 }, 'interimIntervalS'],
    [{ name: '' }, 'name'],
    [{ tenantId: 'x' }, 'tenantId'],
    [{ revision: 7 }, 'revision'],
  ])('400 for %o, naming the field', async (fields, field) => {
    const body = { name: 'wrong', prefix: '192.0.2.99', vendor: 'generic', ...fields };
    const answer = await api.call('POST /api/nas', { tenantId: north, body });
    expect(answer.status).toBe(400);
    expect(answer.body.details?.map((detail) => detail.field)).toEqual([field]);
  });

  test('a weak secret and a mode without signatures are warned of', async () => {
    const answer = await create({
      name: 'weak',
      prefix: '192.0.2.3',
      secret: 'short-one',
      messageAuthenticator: 'off',
    });
    expect(answer.warnings.map((warning: { code: string }) => warning.code)).toEqual([
      'message_authenticator_off',
      'weak_secret',
    ]);
  });

  test('PATCH needs the revision that was read: 400 without, 409 with an old one', async () => {
    const { id } = await create({ name: 'patched', prefix: '192.0.2.4' });
    const change = { tenantId: north, body: { isEnabled: false } };
    expect((await api.call(`PATCH /api/nas/${id}`, change)).status).toBe(400);
    const changed = await api.call(`PATCH /api/nas/${id}`, { ...change, revision: 1 });
    expect(changed).toMatchObject({
      status: 200,
      etag: '"2"',
      body: { data: { isEnabled: false, revision: 2 } },
    });
    const late = await api.call(`PATCH /api/nas/${id}`, { ...change, revision: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'nas.revision_conflict' } });
  });

  test('409 for a prefix of another tenant, 404 for its NAS on every route', async () => {
    const { id } = await create({ name: 'theirs', prefix: '198.51.100.0/24' }, south);
    const taken = await api.call('POST /api/nas', {
      tenantId: north,
      body: { name: 'mine', prefix: '198.51.100.0/24', vendor: 'generic' },
    });
    expect(taken).toMatchObject({
      status: 409,
      body: { code: 'nas.prefix_taken', details: [{ field: 'prefix' }] },
    });
    for (const [request, extra] of [
      [`GET /api/nas/${id}`, {}],
      [`PATCH /api/nas/${id}`, { body: { name: 'x' }, revision: 1 }],
      [`DELETE /api/nas/${id}`, {}],
      [`GET /api/nas/${id}/secret`, {}],
      [`POST /api/nas/${id}/secret`, { body: {} }],
    ] as const) {
      expect(await api.call(request, { tenantId: north, ...extra }), request).toMatchObject({
        status: 404,
        body: { code: 'nas.not_found' },
      });
    }
  });

  test('the list goes by name, page after page, and shows one tenant alone', async () => {
    const { tenantId } = await createTestTenant(database, { code: 'paged' });
    for (const name of ['b', 'A', 'c'])
      await create({ name, prefix: `203.0.113.${name.charCodeAt(0)}` }, tenantId);
    const first = await api.call('GET /api/nas?limit=2', { tenantId });
    const second = await api.call(`GET /api/nas?limit=2&cursor=${first.body.meta?.nextCursor}`, { tenantId });
    const names = [...first.body.data, ...second.body.data].map((nas: { name: string }) => nas.name);
    expect(names).toEqual(['A', 'b', 'c']);
    expect(second.body.meta?.nextCursor).toBeNull();
  });

  test('what the radius role saw is shown, and a thousand signed requests offer require', async () => {
    const { id } = await create({ name: 'seen', prefix: '192.0.2.60' });
    await database.as('radius').acrossTenants((tx) =>
      tx
        .insertInto('nas.observation')
        .values({
          tenantId: north,
          nasId: id,
          firstPacketAt: new Date(0),
          lastPacketAt: new Date(60_000),
          identifier: 'MikroTik',
          requests: 4000n,
          messageAuthenticatorRun: 1000n,
          discards: JSON.stringify({ 'wrong-secret': 3 }),
        })
        .execute(),
    );
    const { data } = (await api.call(`GET /api/nas/${id}`, { tenantId: north })).body;
    expect(data).toMatchObject({
      canRequireMessageAuthenticator: true,
      observation: {
        lastPacketAt: '1970-01-01T00:01:00.000Z',
        identifier: 'MikroTik',
        requests: 4000,
        discards: { 'wrong-secret': 3 },
      },
    });
    expect((await api.call(`DELETE /api/nas/${id}`, { tenantId: north })).status).toBe(200);
    expect((await api.call(`GET /api/nas/${id}`, { tenantId: north })).status).toBe(404);
  });

  test('a rotated secret is told and replaces the old one', async () => {
    const { id, secret } = await create({ name: 'rotated', prefix: '192.0.2.70' });
    const rotated = await api.call(`POST /api/nas/${id}/secret`, { tenantId: north, body: {} });
    expect(rotated).toMatchObject({ status: 200, body: { data: { warnings: [] } } });
    expect(rotated.body.data.secret).not.toBe(secret);
    const revealed = await api.call(`GET /api/nas/${id}/secret`, { tenantId: north });
    expect(revealed.body.data.secret).toBe(rotated.body.data.secret);
  });
});
