import { ManualClock } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { setStatus } from '../subscribers/set-status.ts';
import { assignPlan } from './assign-plan.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { runMinuteTick } from './jobs.ts';

const start = Date.parse('2027-01-31T09:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const clock = new ManualClock(start);

let database: TestDatabase;
let sales: Sales;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 11 });
});

afterAll(() => database.drop());

let tenants = 0;
/** Each test has a tenant of its own; the clock is back at the start. */
async function freshTenant(): Promise<TestTenant> {
  clock.jump(start);
  tenants++;
  return createTestTenant(database, { code: `isp-${tenants}` });
}

const worker = () => ({ database: database.as('worker'), clock, random: sales.deps.random });
const tick = (atMs: number) => runMinuteTick(worker(), new Date(atMs));

function subscriptionsOf({ tenantId }: TestTenant, subscriberId: string) {
  return database
    .as('api')
    .inTenant(tenantId, (tx) =>
      tx
        .selectFrom('subscriptions.subscription')
        .selectAll()
        .where('subscriberId', '=', subscriberId)
        .orderBy('startsAt')
        .execute(),
    );
}

async function labelOf({ tenantId }: TestTenant, id: string): Promise<string> {
  const row = await database
    .as('api')
    .inTenant(tenantId, (tx) =>
      tx.selectFrom('subscribers.subscriber').select('status').where('id', '=', id).executeTakeFirstOrThrow(),
    );
  return row.status;
}

/** Everything that a tick could have written. */
function recordOf({ tenantId }: TestTenant) {
  return database.as('api').inTenant(tenantId, async (tx) => ({
    subscriptions: await tx.selectFrom('subscriptions.subscription').selectAll().orderBy('id').execute(),
    subscribers: await tx.selectFrom('subscribers.subscriber').selectAll().orderBy('id').execute(),
    audit: await tx.selectFrom('audit.entry').select('id').orderBy('id').execute(),
  }));
}

const sold = (planId: string, fields: { startsAt?: Date; autoRenew?: boolean } = {}) => ({
  plan: { planId, startsAt: fields.startsAt, autoRenew: fields.autoRenew ?? false },
});

async function setGrace({ tenantId }: TestTenant, hours: number): Promise<void> {
  await database.as('api').inTenant(tenantId, (tx) =>
    tx
      .insertInto('settings.setting')
      .values({ tenantId, key: 'subscriptions.graceHours', value: JSON.stringify(hours) })
      .onConflict((conflict) =>
        conflict.columns(['tenantId', 'key']).doUpdateSet({ value: JSON.stringify(hours) }),
      )
      .execute(),
  );
}

describe('the minute tick', () => {
  test('begins what was pending and ends what is over, and the label follows', async () => {
    const tenant = await freshTenant();
    const plan = await sales.plan(tenant, { validity: { count: 2, unit: 'hour' } });
    const { id } = await sales.subscriber(tenant, sold(plan.id, { startsAt: new Date(start + hour) }));
    expect(await labelOf(tenant, id)).toBe('new');
    await tick(start + hour - 1);
    expect(await subscriptionsOf(tenant, id)).toMatchObject([{ status: 'pending', activatedAt: null }]);
    await tick(start + hour);
    expect(await subscriptionsOf(tenant, id)).toMatchObject([
      { status: 'active', activatedAt: new Date(start + hour), revision: 1 },
    ]);
    expect(await labelOf(tenant, id)).toBe('active');
    await tick(start + 3 * hour - 1);
    expect(await labelOf(tenant, id)).toBe('active');
    await tick(start + 3 * hour);
    expect(await subscriptionsOf(tenant, id)).toMatchObject([{ status: 'expired' }]);
    expect(await labelOf(tenant, id)).toBe('expired');
  });

  test('what began and ended while no tick ran is over after one', async () => {
    const tenant = await freshTenant();
    const plan = await sales.plan(tenant, { validity: { count: 1, unit: 'hour' } });
    const { id } = await sales.subscriber(tenant, sold(plan.id, { startsAt: new Date(start + hour) }));
    await tick(start + 9 * hour);
    expect(await subscriptionsOf(tenant, id)).toMatchObject([
      { status: 'expired', activatedAt: new Date(start + hour) },
    ]);
    expect(await labelOf(tenant, id)).toBe('expired');
  });

  test('grace is shown for as long as the tenant grants it, also when the tenant changes it', async () => {
    const tenant = await freshTenant();
    await setGrace(tenant, 2);
    const plan = await sales.plan(tenant, { validity: { count: 1, unit: 'hour' } });
    const { id } = await sales.subscriber(tenant, sold(plan.id));
    await tick(start + hour);
    expect(await labelOf(tenant, id)).toBe('grace');
    await tick(start + 3 * hour - 1);
    expect(await labelOf(tenant, id)).toBe('grace');
    await tick(start + 3 * hour);
    expect(await labelOf(tenant, id)).toBe('expired');
    await setGrace(tenant, 48);
    await tick(start + 4 * hour);
    expect(await labelOf(tenant, id)).toBe('grace');
    await setGrace(tenant, 0);
    await tick(start + 4 * hour);
    expect(await labelOf(tenant, id)).toBe('expired');
  });

  test('auto-renewal follows ten minutes ahead without a gap, on the count of the first period', async () => {
    const tenant = await freshTenant();
    const plan = await sales.plan(tenant);
    const { id } = await sales.subscriber(tenant, sold(plan.id, { autoRenew: true }));
    // 31 January 10:00 in Berlin; a month is 28 February, two are 31 March, by then in summer time.
    const end = Date.parse('2027-02-28T09:00:00Z');
    await tick(end - 11 * minute);
    expect(await subscriptionsOf(tenant, id)).toHaveLength(1);
    await tick(end - 10 * minute);
    const [first, second] = await subscriptionsOf(tenant, id);
    expect(second).toMatchObject({
      status: 'pending',
      startsAt: first!.expiresAt,
      expiresAt: new Date('2027-03-31T08:00:00Z'),
      renewsId: first!.id,
      autoRenew: true,
      periodNumber: 2,
      anchorAt: new Date(start),
    });
    await tick(end);
    expect((await subscriptionsOf(tenant, id)).map((one) => one.status)).toEqual(['expired', 'active']);
    expect(await labelOf(tenant, id)).toBe('active');
  });

  test('run twice at one instant it changes nothing more', async () => {
    const tenant = await freshTenant();
    const hourly = await sales.plan(tenant, { validity: { count: 1, unit: 'hour' } });
    await setGrace(tenant, 5);
    for (const autoRenew of [true, false]) {
      await sales.subscriber(tenant, sold(hourly.id, { autoRenew }));
      await sales.subscriber(tenant, sold(hourly.id, { autoRenew, startsAt: new Date(start + 30 * minute) }));
    }
    // Also long after, when renewals are so late that they are nearly due again.
    for (const at of [start + hour, start + 2 * hour + 25 * minute, start + 30 * hour + 55 * minute]) {
      await tick(at);
      const once = await recordOf(tenant);
      expect(await tick(at)).toEqual({ begun: 0, renewed: 0, ended: 0 });
      expect(await recordOf(tenant)).toEqual(once);
    }
  });

  test('two ticks at the same time renew once and lose nothing', async () => {
    const tenant = await freshTenant();
    const plan = await sales.plan(tenant);
    const ids: string[] = [];
    for (let i = 0; i < 20; i++)
      ids.push((await sales.subscriber(tenant, sold(plan.id, { autoRenew: true }))).id);
    const at = Date.parse('2027-02-28T09:00:00Z');
    await Promise.all([tick(at), tick(at), tick(at)]);
    for (const id of ids) {
      expect((await subscriptionsOf(tenant, id)).map((one) => one.status)).toEqual(['expired', 'active']);
      expect(await labelOf(tenant, id)).toBe('active');
    }
    const renewals = (await recordOf(tenant)).audit.length;
    // 1 plan, 20 subscribers, 20 sales, 20 renewals.
    expect(renewals).toBe(61);
  });

  test('a renewal goes to the version sold now, or to the other plan that was chosen', async () => {
    const tenant = await freshTenant();
    const day = { validity: { count: 1, unit: 'day' } } as const;
    const basic = await sales.plan(tenant, day);
    const better = await sales.plan(tenant, { validity: { count: 7, unit: 'day' } });
    const { id } = await sales.subscriber(tenant);
    await assignPlan(sales.deps, tenant.actor, {
      subscriberId: id,
      planId: basic.id,
      startsAt: undefined,
      expiresAt: undefined,
      priority: 3,
      autoRenew: true,
      renewalPlanId: better.id,
      sessionVolumeBytes: 5n,
      quotaBytes: null,
      notes: 'loyal',
    });
    await tick(start + 24 * hour);
    const [, renewal] = await subscriptionsOf(tenant, id);
    expect(renewal).toMatchObject({
      planId: better.id,
      planVersionId: better.versionId,
      expiresAt: new Date(start + 8 * 24 * hour),
      priority: 3,
      sessionVolumeBytes: null,
      notes: 'loyal',
    });
  });

  test('after an outage of days a renewal covers the present period and no missed one', async () => {
    const tenant = await freshTenant();
    const plan = await sales.plan(tenant, { validity: { count: 1, unit: 'day' } });
    const { id } = await sales.subscriber(tenant, sold(plan.id, { autoRenew: true }));
    await tick(start + 100 * hour);
    expect(await subscriptionsOf(tenant, id)).toMatchObject([
      { status: 'expired' },
      {
        status: 'active',
        startsAt: new Date(start + 96 * hour),
        expiresAt: new Date(start + 120 * hour),
        periodNumber: 5,
      },
    ]);
  });

  test('nobody is sold anything while blocked, and the block stays', async () => {
    const tenant = await freshTenant();
    const plan = await sales.plan(tenant, { validity: { count: 1, unit: 'hour' } });
    const { id } = await sales.subscriber(tenant, sold(plan.id, { autoRenew: true }));
    await setStatus(sales.deps, tenant.actor, { id, action: 'suspend', reason: null });
    await tick(start + hour);
    expect(await subscriptionsOf(tenant, id)).toMatchObject([{ status: 'expired' }]);
    expect(await labelOf(tenant, id)).toBe('suspended');
    clock.jump(start + hour);
    const activated = await setStatus(sales.deps, tenant.actor, { id, action: 'activate', reason: null });
    expect(activated.status).toBe('expired');
  });

  test('a renewal that a person cancelled is not made again', async () => {
    const tenant = await freshTenant();
    const plan = await sales.plan(tenant, { validity: { count: 1, unit: 'hour' } });
    const { id } = await sales.subscriber(tenant, sold(plan.id, { autoRenew: true }));
    await tick(start + 55 * minute);
    const [, renewal] = await subscriptionsOf(tenant, id);
    clock.jump(start + 56 * minute);
    await cancelSubscription(sales.deps, tenant.actor, { id: renewal!.id, reason: null });
    await tick(start + 57 * minute);
    await tick(start + hour);
    expect((await subscriptionsOf(tenant, id)).map((one) => one.status)).toEqual(['expired', 'cancelled']);
    expect(await labelOf(tenant, id)).toBe('expired');
  });

  test('more than a batch is done in one tick', async () => {
    const tenant = await freshTenant();
    const plan = await sales.plan(tenant, { validity: { count: 1, unit: 'hour' } });
    const { tenantId } = tenant;
    await database.as('api').inTenant(tenantId, async (tx) => {
      const ids = Array.from(
        { length: 1203 },
        (_, i) => `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`,
      );
      const subscribers = ids.map((id) => ({
        tenantId,
        id,
        username: id,
        usernameKey: id,
        credential: 'mac',
      }));
      await tx.insertInto('subscribers.subscriber').values(subscribers).execute();
      const rows = ids.map((id) => ({
        tenantId,
        id,
        subscriberId: id,
        planId: plan.id,
        planVersionId: plan.versionId,
        status: 'pending',
        assignedAt: new Date(start),
        startsAt: new Date(start),
        expiresAt: new Date(start + hour),
      }));
      await tx.insertInto('subscriptions.subscription').values(rows).execute();
    });
    expect(await tick(start)).toMatchObject({ begun: 1203 });
    expect(await tick(start + hour)).toMatchObject({ ended: 1203 });
    const labels = await database
      .as('api')
      .inTenant(tenantId, (tx) =>
        tx.selectFrom('subscribers.subscriber').select('status').distinct().execute(),
      );
    expect(labels).toEqual([{ status: 'expired' }]);
  });
});
