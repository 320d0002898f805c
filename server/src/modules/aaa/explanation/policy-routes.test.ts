import { ManualClock, uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { createSales, type Sales } from '../../../../test/support/test-sales.ts';
import { createTestTenant, type TestTenant } from '../../../../test/support/test-tenant.ts';
import { effectivePolicy, readPolicyQuestions } from '../../policy/index.ts';
import { lastLoginRoutes } from '../auth-log/last-login-routes.ts';
import { policyRoutes } from './policy-routes.ts';

/** 10 March 2027, 12:00 in Baghdad, a Wednesday. */
const nowMs = Date.parse('2027-03-10T09:00:00Z');
const clock = new ManualClock(nowMs);
const gb = 1_000_000_000n;

let database: TestDatabase;
let api: TestApi;
let sales: Sales;
let tenant: TestTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 81 });
  api = await createTestApi([...policyRoutes(sales.deps), ...lastLoginRoutes(sales.deps)]);
  tenant = await createTestTenant(database, { code: 'north', timeZone: 'Asia/Baghdad' });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const policyOf = async (id: string) =>
  (await api.call(`GET /api/subscribers/${id}/policy`, { tenantId: tenant.tenantId })).body.data;

const asStaff = (statement: ReturnType<typeof sql>) =>
  database.as('api').inTenant(tenant.tenantId, (tx) => statement.execute(tx));
const write = (statement: ReturnType<typeof sql>) =>
  database.as('worker').inTenant(tenant.tenantId, (tx) => statement.execute(tx));

const sold = (planId: string, more: { tags?: string[] } = {}) =>
  sales.subscriber(tenant, { plan: { planId, startsAt: undefined, autoRenew: false }, ...more });

async function counted(subscriberId: string, change: { month?: bigint; quota?: bigint; quotaFrom?: string }) {
  const { month = 0n, quota = 0n, quotaFrom = null } = change;
  await write(sql`insert into quota.meter (tenant_id, subscriber_id, day, week, month, month_bytes, quota_from, quota_bytes)
    values (${tenant.tenantId}, ${subscriberId}, '2027-03-10', '2027-03-07', '2027-03-01', ${month}, ${quotaFrom}, ${quota})`);
}

test('the tier that slows a subscriber is named, with what was counted and when it ends', async () => {
  const slow = { downloadBps: 2_000_000n, uploadBps: 8_000_000n };
  const { id: planId } = await sales.plan(tenant, {
    downloadBps: 50_000_000n,
    uploadBps: 25_000_000n,
    fairUse: [
      { period: 'month', thresholdBytes: 200n * gb, downloadBps: 20_000_000n, uploadBps: 20_000_000n },
      { period: 'month', thresholdBytes: 300n * gb, ...slow },
    ],
  });
  const { id } = await sold(planId);
  expect(await policyOf(id)).toMatchObject({
    decision: 'accept',
    explanation: { code: 'plan' },
    changesAt: '2027-04-10T09:00:00.000Z',
  });
  await counted(id, { month: 310n * gb });
  expect(await policyOf(id)).toMatchObject({
    explanation: {
      code: 'fair_use',
      params: {
        period: 'month',
        tier: 2,
        usedBytes: 310e9,
        limitBytes: 300e9,
        resetsAt: '2027-03-31T21:00:00.000Z',
      },
      sentence: 'Slowed to 2M/8M: monthly tier 2, 310 of 300 GB used; full speed again on 1 April',
    },
    terms: { access: 'full', downloadBps: 2_000_000, uploadBps: 8_000_000, burst: null },
    changesAt: '2027-03-31T21:00:00.000Z',
    usage: {
      quota: null,
      periods: [
        { period: 'day', usedBytes: 0, tiers: [] },
        { period: 'week', startsAt: '2027-03-06T21:00:00.000Z' },
        {
          period: 'month',
          usedBytes: 310e9,
          tiers: [
            { tier: 1, isReached: true },
            { tier: 2, isReached: true },
          ],
        },
      ],
    },
  });
});

test('a quota that cuts is told with its top-ups, and what they leave', async () => {
  const quota = { period: 'monthly', bytes: 100n * gb, timeS: null, atZero: 'cut', slow: null } as const;
  const { id: planId } = await sales.plan(tenant, { quota });
  const { id } = await sold(planId);
  await counted(id, { quota: 110n * gb, quotaFrom: '2027-02-28T21:00:00Z' });
  expect(await policyOf(id)).toMatchObject({
    decision: 'reject',
    terms: null,
    explanation: {
      code: 'refused',
      params: { reason: 'aaa.quota_used_up' },
      sentence: 'No service: monthly quota used up, 110 of 100 GB; it begins anew on 1 April',
    },
  });
  const lastLogin = await api.call(`GET /api/subscribers/${id}/last-login`, { tenantId: tenant.tenantId });
  expect(lastLogin.body.data).toMatchObject({
    refusedNow: 'aaa.quota_used_up',
    explanation: { code: 'refused' },
    remedy: { action: 'top-up' },
  });
  await topUp(id, { at: '2027-03-09T00:00:00Z', until: null, bytes: 15n * gb });
  await topUp(id, { at: '2027-02-09T00:00:00Z', until: null, bytes: 500n * gb });
  await topUp(id, { at: '2027-02-09T00:00:00Z', until: '2027-03-10T10:00:00Z', bytes: 1n * gb });
  expect(await policyOf(id)).toMatchObject({
    decision: 'accept',
    terms: { sessionVolumeBytes: 6e9 },
    changesAt: '2027-03-10T10:00:00.000Z',
    usage: {
      quota: { usedBytes: 110e9, limitBytes: 116e9, atZero: 'cut', endsAt: '2027-03-31T21:00:00.000Z' },
    },
    topUps: [{ bytes: 15e9 }, { bytes: 1e9, until: '2027-03-10T10:00:00.000Z' }],
  });
});

test('speed rules hold by priority, for those of their plan and tag, within their hours; a boost beats them', async () => {
  const { id: planId } = await sales.plan(tenant);
  await speedRule('slow noon', {
    priority: 5,
    tags: ['night owls'],
    downloadBps: 1_000_000,
    uploadBps: 1_000_000,
  });
  await speedRule('double', {
    priority: 1,
    planIds: [planId],
    percent: 200,
    windows: [{ days: [3], from: '11:00', to: '13:00' }],
  });
  await speedRule('switched off', { priority: 9, percent: 1, isEnabled: false });
  const [plain, tagged] = [await sold(planId), await sold(planId, { tags: ['night owls'] })];
  expect(await policyOf(plain.id)).toMatchObject({
    explanation: { sentence: 'At 40M/10M by the speed rule "double" until 13:00; the plan gives 20M/5M' },
    terms: { downloadBps: 40_000_000, uploadBps: 10_000_000 },
    changesAt: '2027-03-10T10:00:00.000Z',
  });
  expect((await policyOf(tagged.id)).explanation.params).toMatchObject({
    ruleName: 'slow noon',
    until: null,
  });
  await asStaff(sql`insert into speed.boost (tenant_id, id, subscriber_id, download_bps, upload_bps, starts_at, ends_at, granted_by_name)
    values (${tenant.tenantId}, ${uuidv7()}, ${tagged.id}, 90000000, 9000000, '2027-03-10T08:00:00Z', '2027-03-10T12:00:00Z', 'staff')`);
  expect(await policyOf(tagged.id)).toMatchObject({
    explanation: { sentence: 'Boosted to 90M/9M until 15:00; the plan gives 20M/5M' },
    boosts: [{ downloadBps: 90_000_000, endsAt: '2027-03-10T12:00:00.000Z' }],
  });
});

test('a walled garden stands instead of a refusal where the tenant says so', async () => {
  const walled = await createTestTenant(database, { code: 'walled', timeZone: 'Asia/Baghdad' });
  const { id: planId } = await sales.plan(walled);
  const { id } = await sales.subscriber(walled, { plan: { planId, startsAt: undefined, autoRenew: false } });
  const garden = { pool: null, addressList: 'pay', downloadBps: 512_000, uploadBps: 256_000 };
  for (const [key, value] of Object.entries({
    'policy.walledGarden': garden,
    'policy.walledFor': ['expired'],
  })) {
    await database
      .as('api')
      .inTenant(walled.tenantId, (tx) =>
        sql`insert into settings.setting (tenant_id, key, value) values (${walled.tenantId}, ${key}, ${JSON.stringify(value)})`.execute(
          tx,
        ),
      );
  }
  const key = { tenantId: walled.tenantId, subscriberId: id };
  const subject = (await database.as('worker').acrossTenants((tx) => readPolicyQuestions(tx, [key]))).get(
    id,
  )!;
  const decision = effectivePolicy({ ...subject, nowMs: nowMs + 40 * 86_400_000 });
  expect(decision).toMatchObject({
    kind: 'accept',
    terms: { access: 'walled_garden', addressList: 'pay', downloadBps: 512_000 },
    cause: { code: 'walled_garden', reason: 'aaa.expired' },
  });
});

test('questions of several tenants come in one go, and those of nobody are missing', async () => {
  const other = await createTestTenant(database, { code: 'south', timeZone: 'Africa/Cairo' });
  const { id: planId } = await sales.plan(other);
  const there = await sales.subscriber(other, { plan: { planId, startsAt: undefined, autoRenew: false } });
  const here = await sales.subscriber(tenant);
  const keys = [
    { tenantId: other.tenantId, subscriberId: there.id },
    { tenantId: tenant.tenantId, subscriberId: here.id },
    { tenantId: tenant.tenantId, subscriberId: there.id },
    { tenantId: tenant.tenantId, subscriberId: uuidv7() },
  ];
  const subjects = await database.as('worker').acrossTenants((tx) => readPolicyQuestions(tx, keys));
  expect([...subjects.keys()].toSorted()).toEqual([here.id, there.id].toSorted());
  expect(subjects.get(there.id)?.tenant.zone.name).toBe('Africa/Cairo');
  const ofOne = await database.as('api').inTenant(tenant.tenantId, (tx) => readPolicyQuestions(tx, keys));
  expect([...ofOne.keys()]).toEqual([here.id]);
});

async function topUp(
  subscriberId: string,
  { at, until, bytes }: { at: string; until: string | null; bytes: bigint },
) {
  await database.as('api').inTenant(tenant.tenantId, (tx) =>
    sql`insert into quota.top_up (tenant_id, id, subscriber_id, at, until, bytes, granted_by_name)
      values (${tenant.tenantId}, ${uuidv7()}, ${subscriberId}, ${at}, ${until}, ${bytes}, 'staff')`.execute(
      tx,
    ),
  );
}

interface Rule {
  priority: number;
  isEnabled?: boolean;
  planIds?: string[];
  tags?: string[];
  windows?: unknown;
  percent?: number;
  downloadBps?: number;
  uploadBps?: number;
}

async function speedRule(name: string, rule: Rule) {
  const { priority, isEnabled = true, planIds = null, tags = null, windows = null } = rule;
  const { percent = null, downloadBps = null, uploadBps = null } = rule;
  await database.as('api').inTenant(tenant.tenantId, (tx) =>
    sql`insert into speed.rule
      (tenant_id, id, name, is_enabled, priority, plan_ids, tags, windows, percent, download_bps, upload_bps)
      values (${tenant.tenantId}, ${uuidv7()}, ${name}, ${isEnabled}, ${priority}, ${planIds}, ${tags},
        ${windows && JSON.stringify(windows)}, ${percent}, ${downloadBps}, ${uploadBps})`.execute(tx),
  );
}
