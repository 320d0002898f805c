import { ManualClock, uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import type { Actor } from '../../platform/http/index.ts';
import { routes as planRoutes } from '../plans/routes.ts';
import { countByVersion, countHolders } from './count-sold.ts';
import { runMinuteTick } from './jobs.ts';
import { moveSold } from './move-sold.ts';
import { previewSold } from './preview-sold.ts';

const start = Date.parse('2027-01-31T09:00:00Z');
const dayMs = 86_400_000;
const clock = new ManualClock(start);

let database: TestDatabase;
let sales: Sales;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 21 });
  const sold = {
    move: (actor: Actor, target: { planId: string; planVersionId: string }) =>
      moveSold(sales.deps, actor, target),
    countHolders,
    countByVersion,
    preview: previewSold,
  };
  api = await createTestApi(planRoutes({ ...sales.deps, sold }));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

let tenants = 0;
async function freshTenant(): Promise<TestTenant> {
  clock.jump(start);
  tenants++;
  return createTestTenant(database, { code: `isp-${tenants}`, currency: 'EUR' });
}

const terms = {
  downloadBps: 20_000_000,
  uploadBps: 5_000_000,
  priceMinor: 25_000,
  validity: { count: 1, unit: 'day' },
};

type Scope = 'new_sales' | 'renewals' | 'all';
const body = (applyTo: Scope, change: Record<string, unknown> = {}) => ({
  terms: { ...terms, ...change },
  applyTo,
});
async function addVersion({ tenantId }: TestTenant, planId: string, applyTo: Scope): Promise<string> {
  const call = { tenantId, body: body(applyTo) };
  const answer = await api.call(`POST /api/plans/${planId}/versions`, call);
  expect(answer.status).toBe(201);
  return answer.body.data.version.id;
}
const preview = async ({ tenantId }: TestTenant, planId: string, asked: ReturnType<typeof body>) =>
  (await api.call(`POST /api/plans/${planId}/versions/preview`, { tenantId, body: asked })).body.data;

function versionsHeld({ tenantId }: TestTenant, subscriberId: string): Promise<string[]> {
  return database.as('api').inTenant(tenantId, async (tx) => {
    const rows = await tx
      .selectFrom('subscriptions.subscription')
      .select('planVersionId')
      .where('subscriberId', '=', subscriberId)
      .orderBy('startsAt')
      .execute();
    return rows.map((row) => row.planVersionId);
  });
}
const daily = { validity: { count: 1, unit: 'day' } } as const;
const renewing = (planId: string) => ({ plan: { planId, startsAt: undefined, autoRenew: true } });
const tick = (atMs: number) =>
  runMinuteTick({ database: database.as('worker'), clock, random: sales.deps.random }, new Date(atMs));

describe('a renewal', () => {
  test('takes the newest version that takes renewals, never one for new sales alone', async () => {
    const tenant = await freshTenant();
    const { id: planId, versionId: first } = await sales.plan(tenant, daily);
    const early = await sales.subscriber(tenant, renewing(planId));
    const forRenewals = await addVersion(tenant, planId, 'renewals');
    await addVersion(tenant, planId, 'new_sales');
    await tick(start + dayMs);
    expect(await versionsHeld(tenant, early.id)).toEqual([first, forRenewals]);
  });

  test('stays on what was sold while nothing newer takes renewals', async () => {
    const tenant = await freshTenant();
    const { id: planId, versionId: first } = await sales.plan(tenant, daily);
    const early = await sales.subscriber(tenant, renewing(planId));
    const forNew = await addVersion(tenant, planId, 'new_sales');
    const late = await sales.subscriber(tenant, renewing(planId));
    await tick(start + dayMs);
    expect(await versionsHeld(tenant, early.id)).toEqual([first, first]);
    expect(await versionsHeld(tenant, late.id)).toEqual([forNew, forNew]);
  });

  test('never goes back: who was sold a newer version keeps it', async () => {
    const tenant = await freshTenant();
    const { id: planId } = await sales.plan(tenant, daily);
    await addVersion(tenant, planId, 'renewals');
    const forNew = await addVersion(tenant, planId, 'new_sales');
    const late = await sales.subscriber(tenant, renewing(planId));
    await tick(start + dayMs);
    expect(await versionsHeld(tenant, late.id)).toEqual([forNew, forNew]);
  });
});

describe('the preview of a version', () => {
  test('names the fields that differ with both values, and nothing is kept', async () => {
    const tenant = await freshTenant();
    const { id: planId } = await sales.plan(tenant, daily);
    const fairUse = [
      { period: 'month', thresholdBytes: 9_000_000_000, uploadBps: 2_000_000, downloadBps: 5_000_000 },
    ];
    const shown = await preview(tenant, planId, body('all', { downloadBps: 30_000_000, fairUse }));
    expect(shown.differences).toEqual([
      { field: 'downloadBps', before: 20_000_000, after: 30_000_000 },
      { field: 'fairUse', before: [], after: fairUse },
    ]);
    const again = await preview(tenant, planId, body('all'));
    expect(again.differences).toEqual([]);
  });

  test('counts who moves now or at renewal, who of them is online, and names a few', async () => {
    const tenant = await freshTenant();
    const { id: planId } = await sales.plan(tenant, daily);
    const keeps = await sales.subscriber(tenant, {
      ...renewing(planId),
      username: 'b-keeps',
      fullName: 'Bea',
    });
    await sales.subscriber(tenant, {
      username: 'a-ends',
      plan: { planId, startsAt: undefined, autoRenew: false },
    });
    await addVersion(tenant, planId, 'new_sales');
    await sales.subscriber(tenant, {
      username: 'c-late',
      plan: { planId, startsAt: undefined, autoRenew: false },
    });
    await goOnline(tenant, keeps.id);
    const sold = { total: 3, onOlderVersions: 2 };
    expect(await preview(tenant, planId, body('all'))).toMatchObject({
      sold,
      changesNow: 3,
      changesAtRenewal: 0,
      online: 1,
      sample: [{ username: 'a-ends', fullName: null }, { username: 'b-keeps' }, { username: 'c-late' }],
    });
    expect(await preview(tenant, planId, body('renewals'))).toMatchObject({
      sold,
      changesNow: 0,
      changesAtRenewal: 1,
      online: 1,
      sample: [{ subscriberId: keeps.id, username: 'b-keeps', fullName: 'Bea' }],
    });
    const nobody = { changesNow: 0, changesAtRenewal: 0, online: 0, sample: [] };
    expect(await preview(tenant, planId, body('new_sales'))).toMatchObject({ sold, ...nobody });
  });

  test('400 naming the field of terms that no version can have, 404 for a plan of another tenant', async () => {
    const tenant = await freshTenant();
    const other = await freshTenant();
    const { id: planId } = await sales.plan(tenant, daily);
    const url = `POST /api/plans/${planId}/versions/preview`;
    const slow = { period: 'day', thresholdBytes: 1, downloadBps: 90_000_000, uploadBps: 1 };
    const wrong = await api.call(url, { tenantId: tenant.tenantId, body: body('all', { fairUse: [slow] }) });
    expect(wrong.body.details?.map(({ field }) => field)).toEqual(['terms.fairUse.0.downloadBps']);
    expect((await api.call(url, { tenantId: other.tenantId, body: body('all') })).status).toBe(404);
  });
});

test('what is offered first is taken as it is', async () => {
  const { tenantId } = await freshTenant();
  const url = 'GET /api/plans/fair-use-offer?downloadBps=50000000&uploadBps=25000000';
  const { fairUse } = (await api.call(url, { tenantId })).body.data;
  expect(fairUse[0]).toEqual({
    period: 'day',
    thresholdBytes: 23_000_000_000,
    downloadBps: 37_500_000,
    uploadBps: 18_750_000,
  });
  const offered = { ...terms, downloadBps: 50_000_000, uploadBps: 25_000_000, fairUse };
  const answer = await api.call('POST /api/plans', { tenantId, body: { name: 'Offered', terms: offered } });
  expect(answer.body.data.version.terms.fairUse).toEqual(fairUse);
});

/** A session as the fold writes it. */
async function goOnline({ tenantId }: TestTenant, subscriberId: string): Promise<void> {
  const nasId = uuidv7();
  const at = new Date(start);
  await database.as('owner').acrossTenants(async (tx) => {
    await sql`insert into nas.nas (tenant_id, id, name, prefix, vendor, secret_sealed, message_authenticator, coa_port)
      values (${tenantId}, ${nasId}, 'edge', '192.0.2.1', 'generic', '\\x00', 'observe', 3799)`.execute(tx);
    await sql`insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id,
        username, started_at, last_seen_at)
      values (${tenantId}, uuidv7(), ${nasId}, '192.0.2.1', 'one', 0, ${subscriberId}, 'x', ${at}, ${at})`.execute(
      tx,
    );
  });
}
