import { ManualClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { createTestTenant, testDeps } from '../../../../test/support/test-tenant.ts';
import { nasVendors } from '../../nas/index.ts';
import { routes as planRoutes } from '../../plans/routes.ts';
import { countByVersion, countHolders, previewSold } from '../../subscriptions/index.ts';
import { previewReplyRoutes } from './preview-reply-routes.ts';

let database: TestDatabase;
let api: TestApi;
let tenantId: string;

const burst = {
  downloadBps: 20_000_000,
  uploadBps: 8_000_000,
  thresholdDownloadBps: 9_000_000,
  thresholdUploadBps: 4_000_000,
  timeS: 16,
};
const terms = { downloadBps: 10_000_000, uploadBps: 5_000_000, priceMinor: 100 };

beforeAll(async () => {
  database = await createTestDatabase();
  const deps = testDeps(database, { clock: new ManualClock(Date.parse('2026-01-31T10:00:00Z')), seed: 6 });
  api = await createTestApi([
    ...planRoutes({
      ...deps,
      sold: { move: async () => 0, countHolders, countByVersion, preview: previewSold },
    }),
    ...previewReplyRoutes(deps),
  ]);
  tenantId = (await createTestTenant(database, { code: 'north' })).tenantId;
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

const preview = async (body: Record<string, unknown>) => {
  const answer = await api.call('POST /api/plans/preview-reply', {
    tenantId,
    body: { vendor: 'mikrotik', ...body },
  });
  return { ...answer, data: answer.body.data };
};
const lines = async (body: Record<string, unknown>) =>
  (await preview(body)).data.attributes.map(
    (one: { name: string; value: string }) => `${one.name} = ${one.value}`,
  );

const faults = async (body: Record<string, unknown>) =>
  (await preview(body)).body.details?.map(({ field }) => field);

describe('what a router would get', () => {
  test('for terms in writing, the time that was bought as its end', async () => {
    expect(await lines({ terms: { ...terms, burst, validity: { count: 30, unit: 'day' } } })).toEqual([
      'Message-Authenticator = null',
      'Session-Timeout = 2592000',
      'Acct-Interim-Interval = 300',
      'Mikrotik-Rate-Limit = "5000000/10000000 8000000/20000000 4000000/9000000 16/16"',
      'Class = null',
    ]);
  });

  test('has the addresses that are a subscriber’s own instead of the pools', async () => {
    const shown = await lines({
      terms: { ...terms, pool: 'home' },
      subscriber: { framedIp: '198.51.100.7' },
    });
    expect(shown).toContain('Framed-IP-Address = 198.51.100.7');
    expect(shown.join()).not.toContain('home');
  });

  test('for a plan by its id is that of the version sold now', async () => {
    const body = { name: 'Home', terms };
    const { id } = (await api.call('POST /api/plans', { tenantId, body })).body.data;
    await api.call(`POST /api/plans/${id}/versions`, {
      tenantId,
      body: { terms: { ...terms, downloadBps: 77_000_000 }, applyTo: 'new_sales' },
    });
    expect(await lines({ planId: id })).toContain('Mikrotik-Rate-Limit = "5000000/77000000"');
  });

  test('says what each vendor has no word for', async () => {
    const all = { ...terms, burst, sessionVolumeBytes: 5_000_000_000, addressList: 'fast' };
    const unsaid = await Promise.all(
      nasVendors.map(async (vendor) => [vendor, (await preview({ vendor, terms: all })).data.unsaid]),
    );
    expect(unsaid).toEqual([
      ['mikrotik', []],
      ['cisco', ['sessionVolumeBytes']],
      ['huawei', ['burst']],
      ['zte', ['burst', 'sessionVolumeBytes']],
      ['juniper', ['burst', 'sessionVolumeBytes']],
      ['wispr', ['burst', 'sessionVolumeBytes', 'addressList']],
      ['chillispot', ['burst', 'addressList']],
      ['generic', ['speed', 'burst', 'sessionVolumeBytes']],
    ]);
    for (const vendor of nasVendors) {
      const told = JSON.stringify((await preview({ vendor, terms: all })).data.attributes);
      const toldOfLess = JSON.stringify(
        (await preview({ vendor, terms: { ...all, addressList: null } })).data.attributes,
      );
      expect(told === toldOfLess, vendor).toBe(vendor === 'wispr' || vendor === 'chillispot');
    }
  });

  test('400 names the field of the terms that is wrong, as the form has it', async () => {
    expect(await faults({ terms: { ...terms, downloadBps: 0 } })).toEqual(['terms.downloadBps']);
    expect(await faults({ terms: { ...terms, burst: { ...burst, uploadBps: 1 } } })).toEqual([
      'terms.burst.uploadBps',
      'terms.burst.thresholdUploadBps',
    ]);
    const long = { name: 'Filter-Id', value: 'x'.repeat(253) };
    expect(
      await faults({ terms: { ...terms, customAttributes: Array.from({ length: 20 }, () => long) } }),
    ).toEqual(['terms.customAttributes']);
    expect(await faults({})).toEqual(['terms']);
  });

  test('404 for a plan that is not there, 403 without the right to see plans', async () => {
    expect((await preview({ planId: uuidv7() })).status).toBe(404);
    const call = { tenantId, permissions: ['nas.read'], body: { vendor: 'generic', terms } };
    expect((await api.call('POST /api/plans/preview-reply', call)).status).toBe(403);
  });
});
