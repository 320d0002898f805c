import { ManualClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { addPlanVersion } from '../plans/add-plan-version.ts';
import { findVersion, type PlanDeps } from '../plans/index.ts';
import { insertVersion } from '../plans/plan-version-store.ts';
import { setPassword } from '../subscribers/set-password.ts';
import { setStatus } from '../subscribers/set-status.ts';
import { assignPlan } from './assign-plan.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { extendSubscription } from './extend-subscription.ts';
import { countByVersion, countHolders } from './count-sold.ts';
import { previewSold } from './preview-sold.ts';
import { moveSold } from './move-sold.ts';
import type { Sale } from './sell-plan.ts';

const start = Date.parse('2027-03-01T09:00:00Z');
const day = 24 * 3_600_000;
const clock = new ManualClock(start);
const at = (ms: number): Date => new Date(start + ms);

let database: TestDatabase;
let sales: Sales;
let tenant: TestTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 22 });
  tenant = await createTestTenant(database, { code: 'north' });
});

afterAll(() => database.drop());

const assign = (subscriberId: string, planId: string, fields: Partial<Sale> = {}) =>
  assignPlan(sales.deps, tenant.actor, {
    subscriberId,
    planId,
    startsAt: undefined,
    expiresAt: undefined,
    priority: 0,
    autoRenew: false,
    renewalPlanId: null,
    sessionVolumeBytes: null,
    quotaBytes: null,
    notes: null,
    ...fields,
  });
const cancel = (id: string) => cancelSubscription(sales.deps, tenant.actor, { id, reason: null });

async function subscriptionOf(id: string) {
  return database
    .as('api')
    .inTenant(tenant.tenantId, (tx) =>
      tx.selectFrom('subscriptions.subscription').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
}

async function auditOf(subscriberId: string): Promise<string[]> {
  const rows = await database
    .as('api')
    .inTenant(tenant.tenantId, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select('action')
        .where('subjectId', '=', subscriberId)
        .orderBy('id')
        .execute(),
    );
  return rows.map((row) => row.action);
}

/** Runs the act and counts the rows that the radius role gets to read about this subscriber. */
async function feedRowsOf(subscriberId: string, act: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    const rows = await database
      .as('radius')
      .acrossTenants((tx) =>
        tx
          .selectFrom('platform.change')
          .select('id')
          .where('kind', '=', 'subscriber')
          .where('id', '=', subscriberId)
          .where('tenantId', '=', tenant.tenantId)
          .execute(),
      );
    return rows.length;
  };
  const before = await count();
  await act();
  return (await count()) - before;
}

describe('moving what is sold to a new version', () => {
  test('moves pending and active, once; keeps the period and what is over', async () => {
    const plan = await sales.plan(tenant);
    const { id } = await sales.subscriber(tenant);
    const [active, pending, over] = [
      await assign(id, plan.id),
      await assign(id, plan.id, { startsAt: at(day) }),
      await assign(id, plan.id),
    ];
    await cancel(over.id);
    const deps: PlanDeps = {
      ...sales.deps,
      sold: {
        move: (actor, target) => moveSold(sales.deps, actor, target),
        countHolders,
        countByVersion,
        preview: previewSold,
      },
    };
    const { terms } = await database.as('api').inTenant(tenant.tenantId, async (tx) => {
      return (await findVersion(tx, { tenantId: tenant.tenantId, id: plan.versionId }))!;
    });
    const faster = { ...terms, downloadBps: 99_000_000n };
    let version = '';
    const rows = await feedRowsOf(id, async () => {
      const added = await addPlanVersion(deps, tenant.actor, {
        planId: plan.id,
        terms: faster,
        applyTo: 'all',
      });
      expect(added.moved).toBe(2);
      version = added.version.id;
    });
    expect(rows).toBe(1);
    expect(await subscriptionOf(active.id)).toMatchObject({
      planVersionId: version,
      expiresAt: active.expiresAt,
    });
    expect(await subscriptionOf(pending.id)).toMatchObject({ planVersionId: version });
    expect(await subscriptionOf(over.id)).toMatchObject({ planVersionId: plan.versionId });
    expect(await moveSold(sales.deps, tenant.actor, { planId: plan.id, planVersionId: version })).toBe(0);
    expect(await auditOf(plan.id)).toEqual(['plan.created', 'plan.version_added', 'plan.version_applied']);
  });
});

describe('two moves of one plan at once', () => {
  test('the newer version wins: the move to the older one takes nothing back', async () => {
    const { tenantId } = tenant;
    const plan = await sales.plan(tenant);
    const subscriber = await sales.subscriber(tenant);
    const sold = await assign(subscriber.id, plan.id);
    const [second, third] = [uuidv7(), uuidv7()];
    await database.as('api').inTenant(tenantId, async (tx) => {
      const version = (await findVersion(tx, { tenantId, id: plan.versionId }))!;
      await insertVersion(tx, { tenantId, version: { ...version, id: second, number: 2 } });
      await insertVersion(tx, { tenantId, version: { ...version, id: third, number: 3 } });
    });
    const moveTo = (planVersionId: string) =>
      moveSold(sales.deps, tenant.actor, { planId: plan.id, planVersionId });
    expect([await moveTo(third), await moveTo(second)]).toEqual([1, 0]);
    expect(await subscriptionOf(sold.id)).toMatchObject({ planVersionId: third });
  });
});

describe('moving more than a batch', () => {
  test('leaves none behind', async () => {
    const { tenantId } = tenant;
    const [plan, target] = [await sales.plan(tenant), uuidv7()];
    await database.as('api').inTenant(tenantId, async (tx) => {
      const version = (await findVersion(tx, { tenantId, id: plan.versionId }))!;
      await insertVersion(tx, { tenantId, version: { ...version, id: target, number: 2 } });
      const subscriber = { tenantId, username: 'bulk', usernameKey: 'bulk', credential: 'mac', id: uuidv7() };
      await tx.insertInto('subscribers.subscriber').values(subscriber).execute();
      const rows = Array.from({ length: 1001 }, () => ({
        tenantId,
        id: uuidv7(),
        subscriberId: subscriber.id,
        planId: plan.id,
        planVersionId: plan.versionId,
        status: 'pending',
        assignedAt: at(0),
        startsAt: at(day),
      }));
      await tx.insertInto('subscriptions.subscription').values(rows).execute();
    });
    expect(await moveSold(sales.deps, tenant.actor, { planId: plan.id, planVersionId: target })).toBe(1001);
    expect(await moveSold(sales.deps, tenant.actor, { planId: plan.id, planVersionId: target })).toBe(0);
    expect(await auditOf(plan.id)).toEqual(['plan.created', ...Array(3).fill('plan.version_applied')]);
  });
});

describe('the change feed', () => {
  test('password, status, assign, extend and cancel each tell the radius role of the subscriber', async () => {
    const plan = await sales.plan(tenant);
    const { id } = await sales.subscriber(tenant);
    const { deps } = sales;
    const { actor } = tenant;
    expect(await feedRowsOf(id, () => setPassword(deps, actor, { id, password: 'another' }))).toBeGreaterThan(
      0,
    );
    for (const action of ['suspend', 'activate'] as const) {
      expect(
        await feedRowsOf(id, () => setStatus(deps, actor, { id, action, reason: null })),
        action,
      ).toBeGreaterThan(0);
    }
    let subscription = '';
    const assigned = async () => {
      subscription = (await assign(id, plan.id)).id;
    };
    expect(await feedRowsOf(id, assigned)).toBeGreaterThan(0);
    const extend = { id: subscription, by: { days: 1 }, reason: null };
    expect(await feedRowsOf(id, () => extendSubscription(deps, actor, extend))).toBeGreaterThan(0);
    expect(await feedRowsOf(id, () => cancel(subscription))).toBeGreaterThan(0);
  });
});
