import { ManualClock } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { assignPlan } from './assign-plan.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { countByVersion, countHolders } from './count-sold.ts';

const start = Date.parse('2027-03-01T09:00:00Z');
const dayMs = 24 * 3_600_000;
let database: TestDatabase;
let sales: Sales;
let tenant: TestTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock: new ManualClock(start), seed: 23 });
  tenant = await createTestTenant(database, { code: 'north' });
});

afterAll(() => database.drop());

test('holders are those whose subscription is active; a move looks at the pending ones as well', async () => {
  const { tenantId, actor } = tenant;
  const plan = await sales.plan(tenant, {});
  const unsold = await sales.plan(tenant, {});
  const { id: subscriberId } = await sales.subscriber(tenant);
  const assign = (startsAt?: Date) =>
    assignPlan(sales.deps, actor, {
      subscriberId,
      planId: plan.id,
      startsAt,
      expiresAt: undefined,
      priority: 0,
      autoRenew: false,
      renewalPlanId: null,
      sessionVolumeBytes: null,
      quotaBytes: null,
      notes: null,
    });
  await assign();
  await assign(new Date(start + dayMs));
  await cancelSubscription(sales.deps, actor, { id: (await assign()).id, reason: null });

  const counted = await database.as('api').inTenant(tenantId, async (tx) => ({
    holders: await countHolders(tx, { tenantId, planIds: [plan.id, unsold.id] }),
    sold: await countByVersion(tx, { tenantId, planId: plan.id }),
  }));
  expect([...counted.holders]).toEqual([[plan.id, 1]]);
  expect([...counted.sold]).toEqual([[plan.versionId, 2]]);
});
