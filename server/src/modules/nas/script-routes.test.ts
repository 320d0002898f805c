import { systemClock } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, testDeps } from '../../../test/support/test-tenant.ts';
import { findServerAddress } from './find-server-address.ts';
import { routes } from './routes.ts';

let database: TestDatabase;
let api: TestApi;
let tenantId: string;
let nas: { id: string; secret: string };

beforeAll(async () => {
  database = await createTestDatabase();
  api = await createTestApi(routes(testDeps(database, { clock: systemClock, seed: 3 })));
  tenantId = (await createTestTenant(database, { code: 'north' })).tenantId;
  const body = { name: 'core', prefix: '192.0.2.1', vendor: 'mikrotik' };
  nas = (await api.call('POST /api/nas', { tenantId, body })).body.data;
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

const audited = () =>
  database.as('api').inTenant(tenantId, async (tx) => {
    const rows = await tx
      .selectFrom('audit.entry')
      .selectAll()
      .where('action', '=', 'nas.script_made')
      .execute();
    return rows.map((row) => row.after);
  });

describe('the script of a NAS', () => {
  test('is asked for the address while nothing says it: no secret is told and nothing is audited', async () => {
    const answer = await api.call(`GET /api/nas/${nas.id}/script`, { tenantId });
    expect(answer.body.data).toMatchObject({
      server: null,
      secret: null,
      script: null,
      authPort: 1812,
      coaPort: 1700,
    });
    expect(await audited()).toEqual([]);
  });

  test('has the secret, and who asked stands in the audit log without it', async () => {
    const answer = await api.call(`GET /api/nas/${nas.id}/script?server=203.0.113.5&version=6`, { tenantId });
    expect(answer.body.data).toMatchObject({
      server: { address: '203.0.113.5', source: 'asked' },
      secret: nas.secret,
    });
    expect(answer.body.data.script).toContain(`secret="${nas.secret}"`);
    expect(await audited()).toEqual([{ version: '6', serverAddress: '203.0.113.5' }]);
  });

  test('has the ports that the running role took, not those of the settings', async () => {
    await database.as('radius').acrossTenants((tx) =>
      sql`insert into platform.role_status (node, role, pid, version, started_at, beat_at, stats)
        values ('n', 'radius', 1, '1', now(), now(), '{"ports":{"auth":18120,"acct":18130}}')`.execute(tx),
    );
    const { data } = (await api.call(`GET /api/nas/${nas.id}/script?server=203.0.113.5`, { tenantId })).body;
    expect(data).toMatchObject({ authPort: 18_120, acctPort: 18_130 });
    expect(data.script).toContain('authentication-port=18120 accounting-port=18130');
  });

  test('403 without the right to see secrets, 400 for what is no address', async () => {
    const url = `GET /api/nas/${nas.id}/script`;
    expect((await api.call(url, { tenantId, permissions: ['nas.read', 'nas.write'] })).status).toBe(403);
    for (const server of ['radius.example.org', '203.0.113.5%20disabled=yes', '::1%25"]', '1.2.3.4"']) {
      expect((await api.call(`${url}?server=${server}`, { tenantId })).status, server).toBe(400);
    }
  });
});

describe('the address of this server', () => {
  test.each([
    [{ asked: '192.0.2.9', setting: '192.0.2.8', host: '192.0.2.7' }, '192.0.2.9 asked'],
    [{ asked: undefined, setting: '192.0.2.8', host: '192.0.2.7' }, '192.0.2.8 setting'],
    [{ asked: undefined, setting: null, host: '192.0.2.7' }, '192.0.2.7 host'],
    [{ asked: undefined, setting: null, host: '[2001:db8::1]' }, '2001:db8::1 host'],
    [{ asked: undefined, setting: null, host: '127.0.0.1' }, undefined],
    [{ asked: undefined, setting: null, host: '[::1]' }, undefined],
    [{ asked: undefined, setting: null, host: 'panel.example.org' }, undefined],
  ])('of %o is %s', (told, expected) => {
    const found = findServerAddress(told);
    expect(found && `${found.address} ${found.source}`).toBe(expected);
  });
});
