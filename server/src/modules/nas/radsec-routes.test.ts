import { X509Certificate } from 'node:crypto';
import { systemClock } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, testDeps } from '../../../test/support/test-tenant.ts';
import { localActor } from '../../platform/http/index.ts';
import { readCertificate } from '../../platform/certificates/index.ts';
import { changeOwnPorts } from './change-own-ports.ts';
import type { OwnPorts } from './own-port-store.ts';
import { routes } from './routes.ts';

let database: TestDatabase;
let api: TestApi;
let tenantId: string;
let otherId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await createTestApi(routes(testDeps(database, { clock: systemClock, seed: 9 })));
  tenantId = (await createTestTenant(database, { code: 'north' })).tenantId;
  otherId = (await createTestTenant(database, { code: 'south' })).tenantId;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

let made = 0;
async function addNas(fields: Record<string, unknown> = {}, tenant = tenantId) {
  made++;
  const body = { name: `nas-${made}`, prefix: `192.0.2.${made}`, vendor: 'mikrotik', ...fields };
  return api.call('POST /api/nas', { tenantId: tenant, body });
}

const auditedActions = async () => {
  const rows = await database
    .as('api')
    .inTenant(tenantId, (tx) => tx.selectFrom('audit.entry').select(['action', 'after']).execute());
  return rows.map(({ action, after }) => ({ action, text: JSON.stringify(after) }));
};

test("our authority is nothing to check the operator's own certificate by", async () => {
  const deps = { ...testDeps(database, { clock: systemClock, seed: 10 }), showsOwnCertificate: true };
  const other = await createTestApi(routes(deps));
  const { id } = (await addNas({ transport: 'radsec' })).body.data;
  const about = (await other.call('GET /api/radsec', { tenantId })).body.data;
  expect(about).toMatchObject({ authority: null, fingerprint: null, serverName: 'radsec.test' });
  const issued = await other.call(`POST /api/nas/${id}/certificate`, { tenantId, body: {} });
  expect(issued.body.data).toMatchObject({ authority: null, key: expect.stringContaining('PRIVATE KEY') });
  const script = await other.call(`GET /api/nas/${id}/script?server=203.0.113.5`, { tenantId });
  expect(script.body.data.script).toContain('protocol=radsec');
  expect(script.body.data.script).not.toContain('authority');
  await other.close();
});

describe('the certificate of a NAS', () => {
  test('is told with its key once, is signed by the authority, and stands with the NAS by its fingerprint', async () => {
    const { id } = (await addNas({ transport: 'radsec' })).body.data;
    const issued = await api.call(`POST /api/nas/${id}/certificate`, { tenantId, body: { days: 30 } });
    const { certificate, key, authority, fingerprint, expiresAt } = issued.body.data;
    const read = new X509Certificate(certificate);
    expect(read.verify(new X509Certificate(authority).publicKey)).toBe(true);
    expect(readCertificate(certificate)!.fingerprint).toBe(fingerprint);
    const nas = (await api.call(`GET /api/nas/${id}`, { tenantId })).body.data;
    expect(nas).toMatchObject({
      transport: 'radsec',
      certificateFingerprint: fingerprint,
      certificateExpiresAt: expiresAt,
    });
    const about = (await api.call('GET /api/radsec', { tenantId })).body.data;
    expect(about).toMatchObject({ authority, serverName: 'radsec.test', port: null, isListening: false });
    const audited = await auditedActions();
    expect(audited.map(({ action }) => action)).toContain('nas.certificate_issued');
    expect(audited.every(({ text }) => !text.includes(key.slice(40, 80)))).toBe(true);

    await api.call(`DELETE /api/nas/${id}/certificate`, { tenantId });
    expect((await api.call(`GET /api/nas/${id}`, { tenantId })).body.data).toMatchObject({
      certificateFingerprint: null,
      certificateExpiresAt: null,
    });
  });

  test('of its own is entered by its fingerprint, however written, and is one NAS alone in the installation', async () => {
    const plain = 'c0ffee42'.repeat(8);
    const written = plain.toUpperCase().match(/../g)!.join(':');
    const nas = (await addNas({ transport: 'radsec', certificateFingerprint: written })).body.data;
    expect(nas).toMatchObject({ certificateFingerprint: plain, certificateExpiresAt: null });
    const taken = await addNas({ transport: 'radsec', certificateFingerprint: plain }, otherId);
    expect([taken.status, taken.body.code]).toEqual([409, 'nas.certificate_taken']);
    const wrong = await addNas({ certificateFingerprint: 'c0ffee' });
    expect(wrong.body).toMatchObject({ details: [{ field: 'certificateFingerprint' }] });
  });

  test('that another takes the place of has no end that anybody told', async () => {
    const { id } = (await addNas({ transport: 'radsec' })).body.data;
    await api.call(`POST /api/nas/${id}/certificate`, { tenantId, body: {} });
    const { revision } = (await api.call(`GET /api/nas/${id}`, { tenantId })).body.data;
    const body = { certificateFingerprint: 'ab'.repeat(32) };
    const changed = await api.call(`PATCH /api/nas/${id}`, {
      tenantId,
      body,
      revision,
    });
    expect(changed.body.data).toMatchObject({ ...body, certificateExpiresAt: null });
  });

  test('goes into the script, which is refused while there is none', async () => {
    const { id } = (await addNas({ transport: 'radsec' })).body.data;
    const script = `GET /api/nas/${id}/script?server=203.0.113.5`;
    expect((await api.call(script, { tenantId })).body.code).toBe('nas.no_certificate');
    const issued = await api.call(`POST /api/nas/${id}/certificate`, { tenantId, body: {} });
    const { fingerprint } = issued.body.data;
    const { data } = (await api.call(script, { tenantId })).body;
    expect(data.script).toContain(`certificate="trunkline-${fingerprint.slice(0, 12)}"`);
  });
});

/** As the operator's route does; what was given, or the code of the refusal. */
const put = async (tenant: string, ports: OwnPorts | null): Promise<unknown> => {
  const deps = testDeps(database, { clock: systemClock, seed: ++made });
  try {
    return await changeOwnPorts(deps, localActor('cli', tenantId), { tenantId: tenant, ports });
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("a tenant's own ports", () => {
  test('are given by the operator alone, and no two tenants have the same, nor one of the common ports', async () => {
    const body = { authPort: 21_812, acctPort: 21_813 };
    const asTenant = await api.call(`PUT /api/tenants/${tenantId}/radius-ports`, { tenantId, body });
    expect(asTenant.status).toBe(403);
    expect(await put(tenantId, body)).toEqual(body);
    expect((await api.call('GET /api/own-ports', { tenantId })).body.data).toEqual({
      ...body,
      isListening: false,
    });
    expect((await api.call('GET /api/own-ports', { tenantId: otherId })).body.data).toBeNull();
    for (const clash of [
      { authPort: 21_813, acctPort: 21_999 },
      { authPort: 1_812, acctPort: 21_999 },
      { authPort: 21_998, acctPort: 21_998 },
    ]) {
      expect(await put(otherId, clash)).toBe('nas.own_port_taken');
    }
    expect(await put('0192f0c4-0000-7000-8000-000000000000', body)).toBe('tenancy.not_found');
  });

  test('let a NAS have an address that is another tenant’s, and stay while a NAS asks there', async () => {
    await put(otherId, { authPort: 22_812, acctPort: 22_813 });
    const prefix = '198.51.100.44';
    expect((await addNas({ prefix })).status).toBe(201);
    expect((await addNas({ prefix }, otherId)).body.code).toBe('nas.prefix_taken');
    const there = await addNas({ prefix, usesOwnPort: true }, otherId);
    expect(there.status).toBe(201);
    expect((await addNas({ prefix, usesOwnPort: true }, otherId)).body.code).toBe('nas.prefix_taken');
    expect(await put(otherId, null)).toBe('nas.own_port_in_use');
    await api.call(`DELETE /api/nas/${there.body.data.id}`, { tenantId: otherId });
    expect(await put(otherId, null)).toBeNull();
  });

  test('are asked for before a NAS can be there, and go not together with RadSec', async () => {
    const third = (await createTestTenant(database, { code: 'west' })).tenantId;
    const without = await addNas({ usesOwnPort: true }, third);
    expect(without.body).toMatchObject({ code: 'nas.invalid', details: [{ field: 'usesOwnPort' }] });
    await put(third, { authPort: 23_812, acctPort: 23_813 });
    const both = await addNas({ usesOwnPort: true, transport: 'radsec' }, third);
    expect(both.body).toMatchObject({ code: 'nas.invalid', details: [{ field: 'usesOwnPort' }] });
  });
});
