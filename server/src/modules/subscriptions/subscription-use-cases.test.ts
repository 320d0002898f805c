import { ManualClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { setStatus } from '../subscribers/set-status.ts';
import { assignPlan } from './assign-plan.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { changeSubscriptionPlan } from './change-subscription-plan.ts';
import { extendSubscription } from './extend-subscription.ts';
import type { Sale } from './sell-plan.ts';

/** 10:00 in Berlin, the evening before the clocks go forward is 27 March. */
const start = Date.parse('2027-03-01T09:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;
const clock = new ManualClock(start);
const at = (ms: number): Date => new Date(start + ms);

let database: TestDatabase;
let sales: Sales;
let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 21 });
  tenant = await createTestTenant(database, { code: 'north' });
  other = await createTestTenant(database, { code: 'south' });
});

afterAll(() => database.drop());

const assign = (subscriberId: string, planId: string, fields: Partial<Sale> = {}, by = tenant) =>
  assignPlan(sales.deps, by.actor, {
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
const cancel = (id: string, by = tenant) => cancelSubscription(sales.deps, by.actor, { id, reason: null });

const extend = (id: string, by: Parameters<typeof extendSubscription>[2]['by']) =>
  extendSubscription(sales.deps, tenant.actor, { id, by, reason: 'outage' });
const refused = (field: string) => ({ status: 400, code: 'subscriptions.invalid', details: [{ field }] });

async function labelOf(id: string): Promise<string> {
  const row = await database
    .as('api')
    .inTenant(tenant.tenantId, (tx) =>
      tx.selectFrom('subscribers.subscriber').select('status').where('id', '=', id).executeTakeFirstOrThrow(),
    );
  return row.status;
}

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

describe('assigning a plan', () => {
  test('gives the version sold now for one validity, and the subscriber is active', async () => {
    clock.jump(start);
    const plan = await sales.plan(tenant);
    const { id } = await sales.subscriber(tenant);
    const subscription = await assign(id, plan.id);
    expect(subscription).toMatchObject({
      status: 'active',
      planVersionId: plan.versionId,
      startsAt: at(0),
      activatedAt: at(0),
      // A month later the clocks have gone forward: 10:00 in Berlin again.
      expiresAt: new Date('2027-04-01T08:00:00Z'),
    });
    expect(await labelOf(id)).toBe('active');
    expect(await auditOf(id)).toEqual(['subscriber.created', 'subscription.assigned']);
  });

  test('one that begins later is pending and leaves the label', async () => {
    const plan = await sales.plan(tenant);
    const { id } = await sales.subscriber(tenant);
    const subscription = await assign(id, plan.id, { startsAt: at(hour) });
    expect(subscription).toMatchObject({ status: 'pending', activatedAt: null });
    expect(await labelOf(id)).toBe('new');
  });

  test('an end of its own stands instead of the validity, and a plan without one has none', async () => {
    const plan = await sales.plan(tenant);
    const endless = await sales.plan(tenant, { validity: null });
    const { id } = await sales.subscriber(tenant);
    expect((await assign(id, plan.id, { expiresAt: at(hour) })).expiresAt).toEqual(at(hour));
    expect((await assign(id, endless.id)).expiresAt).toBeNull();
  });

  test('400 naming the field for a plan that is unknown, foreign, draft or retired, or an end that is past', async () => {
    const plan = await sales.plan(tenant);
    const draft = await sales.plan(tenant, {}, { status: 'draft' });
    const foreign = await sales.plan(other);
    const { id } = await sales.subscriber(tenant);
    for (const planId of [uuidv7(), draft.id, foreign.id]) {
      await expect(assign(id, planId)).rejects.toMatchObject(refused('planId'));
      await expect(assign(id, plan.id, { renewalPlanId: planId })).rejects.toMatchObject(
        refused('renewalPlanId'),
      );
    }
    await expect(assign(id, plan.id, { startsAt: at(-32 * day) })).rejects.toMatchObject(refused('startsAt'));
    await expect(assign(id, plan.id, { expiresAt: at(0) })).rejects.toMatchObject(refused('expiresAt'));
    expect(await labelOf(id)).toBe('new');
  });

  test('404 for a subscriber of another tenant, 409 for a closed one', async () => {
    const plan = await sales.plan(tenant);
    const theirs = await sales.subscriber(other);
    await expect(assign(theirs.id, plan.id)).rejects.toMatchObject({
      status: 404,
      code: 'subscribers.not_found',
    });
    const { id } = await sales.subscriber(tenant);
    await setStatus(sales.deps, tenant.actor, { id, action: 'close', reason: null });
    await expect(assign(id, plan.id)).rejects.toMatchObject({ status: 409, code: 'subscribers.closed' });
  });
});

describe('cancelling', () => {
  test('the last one ends access; one of two does not', async () => {
    const plan = await sales.plan(tenant);
    const { id } = await sales.subscriber(tenant);
    const first = await assign(id, plan.id);
    const second = await assign(id, plan.id);
    expect(await cancel(first.id)).toMatchObject({ status: 'cancelled', cancelledAt: at(0) });
    expect(await labelOf(id)).toBe('active');
    await cancel(second.id);
    expect(await labelOf(id)).toBe('expired');
    await expect(cancel(second.id)).rejects.toMatchObject({
      status: 409,
      code: 'subscriptions.event_refused',
    });
  });

  test('404 for one of another tenant, which stays as it was', async () => {
    const plan = await sales.plan(tenant);
    const { id } = await sales.subscriber(tenant);
    const subscription = await assign(id, plan.id);
    await expect(cancel(subscription.id, other)).rejects.toMatchObject({ status: 404 });
    expect(await subscriptionOf(subscription.id)).toMatchObject({ status: 'active', revision: 1 });
  });

  test('closing a subscriber cancels all of it', async () => {
    const plan = await sales.plan(tenant);
    const { id } = await sales.subscriber(tenant);
    const held = [await assign(id, plan.id), await assign(id, plan.id, { startsAt: at(day) })];
    await changeSubscriptionPlan(sales.deps, tenant.actor, {
      id: held[0]!.id,
      planId: plan.id,
      when: 'at_expiry',
    });
    await setStatus(sales.deps, tenant.actor, { id, action: 'close', reason: 'moved away' });
    const left = await database
      .as('api')
      .inTenant(tenant.tenantId, (tx) =>
        tx
          .selectFrom('subscriptions.subscription')
          .select('status')
          .distinct()
          .where('subscriberId', '=', id)
          .execute(),
      );
    expect(left).toEqual([{ status: 'cancelled' }]);
  });
});

describe('extending', () => {
  test('seconds are exact, days keep the time of day over a change of the clocks', async () => {
    clock.jump(start);
    const plan = await sales.plan(tenant, { validity: { count: 26, unit: 'day' } });
    const { id } = await sales.subscriber(tenant);
    const { id: subscriptionId, expiresAt } = await assign(id, plan.id);
    expect(expiresAt).toEqual(new Date('2027-03-27T09:00:00Z'));
    expect((await extend(subscriptionId, { days: 1 })).expiresAt).toEqual(new Date('2027-03-28T08:00:00Z'));
    expect((await extend(subscriptionId, { seconds: 60 })).expiresAt).toEqual(
      new Date('2027-03-28T08:01:00Z'),
    );
    const until = new Date('2027-03-20T00:00:00Z');
    expect((await extend(subscriptionId, { until })).expiresAt).toEqual(until);
    await expect(extend(subscriptionId, { until: at(0) })).rejects.toMatchObject({
      status: 400,
      details: [{ field: 'until' }],
    });
  });

  test('one that was over comes back, counted from now', async () => {
    clock.jump(start);
    const plan = await sales.plan(tenant, { validity: { count: 1, unit: 'hour' } });
    const { id } = await sales.subscriber(tenant);
    const subscription = await assign(id, plan.id);
    await database
      .as('worker')
      .inTenant(tenant.tenantId, (tx) =>
        tx
          .updateTable('subscriptions.subscription')
          .set({ status: 'expired' })
          .where('id', '=', subscription.id)
          .execute(),
      );
    clock.jump(start + 10 * hour);
    expect(await extend(subscription.id, { seconds: 3600 })).toMatchObject({
      status: 'active',
      expiresAt: at(11 * hour),
    });
    expect(await labelOf(id)).toBe('active');
    clock.jump(start);
  });

  test('what is to follow moves along', async () => {
    const plan = await sales.plan(tenant, { validity: { count: 2, unit: 'hour' } });
    const { id } = await sales.subscriber(tenant);
    const present = await assign(id, plan.id);
    const change = { id: present.id, planId: plan.id, when: 'at_expiry' } as const;
    const next = await changeSubscriptionPlan(sales.deps, tenant.actor, change);
    expect(next).toMatchObject({ startsAt: at(2 * hour), expiresAt: at(4 * hour) });
    await extend(present.id, { seconds: 3600 });
    expect(await subscriptionOf(next.id)).toMatchObject({ startsAt: at(3 * hour), expiresAt: at(5 * hour) });
  });

  test('409 for one without an end and for one that was cancelled', async () => {
    const endless = await sales.plan(tenant, { validity: null });
    const { id } = await sales.subscriber(tenant);
    const subscription = await assign(id, endless.id);
    await expect(extend(subscription.id, { days: 1 })).rejects.toMatchObject({
      status: 409,
      code: 'subscriptions.no_end',
    });
    await cancel(subscription.id);
    await expect(extend(subscription.id, { days: 1 })).rejects.toMatchObject({
      code: 'subscriptions.event_refused',
    });
  });
});

describe('changing the plan', () => {
  test('now: the present one ends and the other begins', async () => {
    const [slow, fast] = [await sales.plan(tenant), await sales.plan(tenant)];
    const { id } = await sales.subscriber(tenant);
    const present = await assign(id, slow.id, { priority: 2, autoRenew: true, sessionVolumeBytes: 9n });
    const next = await changeSubscriptionPlan(sales.deps, tenant.actor, {
      id: present.id,
      planId: fast.id,
      when: 'now',
    });
    expect(next).toMatchObject({
      status: 'active',
      planId: fast.id,
      startsAt: at(0),
      priority: 2,
      autoRenew: true,
      sessionVolumeBytes: null,
    });
    expect(await subscriptionOf(present.id)).toMatchObject({ status: 'cancelled' });
    expect(await labelOf(id)).toBe('active');
  });

  test('at expiry: the other waits behind the present one, and a second thought replaces it', async () => {
    const [slow, fast, faster] = [
      await sales.plan(tenant),
      await sales.plan(tenant),
      await sales.plan(tenant),
    ];
    const { id } = await sales.subscriber(tenant);
    const present = await assign(id, slow.id);
    const change = (planId: string) =>
      changeSubscriptionPlan(sales.deps, tenant.actor, { id: present.id, planId, when: 'at_expiry' });
    const next = await change(fast.id);
    expect(next).toMatchObject({ status: 'pending', startsAt: present.expiresAt, renewsId: present.id });
    expect(await change(faster.id)).toMatchObject({ id: next.id, planId: faster.id, revision: 2 });
    expect(await subscriptionOf(present.id)).toMatchObject({ status: 'active', revision: 1 });
    await cancel(present.id);
    expect(await subscriptionOf(next.id)).toMatchObject({ status: 'cancelled' });
    expect(await labelOf(id)).toBe('expired');
  });

  test('a refused plan changes nothing', async () => {
    const [plan, draft] = [await sales.plan(tenant), await sales.plan(tenant, {}, { status: 'draft' })];
    const { id } = await sales.subscriber(tenant);
    const present = await assign(id, plan.id);
    for (const when of ['now', 'at_expiry'] as const) {
      await expect(
        changeSubscriptionPlan(sales.deps, tenant.actor, { id: present.id, planId: draft.id, when }),
      ).rejects.toMatchObject({ status: 400, details: [{ field: 'planId' }] });
    }
    expect(await subscriptionOf(present.id)).toMatchObject({ status: 'active', revision: 1 });
  });
});
