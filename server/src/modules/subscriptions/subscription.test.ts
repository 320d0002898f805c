import { describe, expect, test } from 'vitest';
import {
  isLive,
  pickInForce,
  serviceLabel,
  statusAfter,
  subscriptionEvents,
  subscriptionStatuses,
  type Subscription,
} from './subscription.ts';

const hour = 3_600_000;
const now = new Date(1_800_000_000_000);
const after = (ms: number): Date => new Date(now.getTime() + ms);
const base: Subscription = {
  id: 'b',
  subscriberId: 's',
  planId: 'p',
  planVersionId: 'v',
  status: 'active',
  priority: 0,
  assignedAt: after(-hour),
  startsAt: after(-hour),
  expiresAt: after(hour),
  anchorAt: null,
  periodNumber: 1,
  activatedAt: after(-hour),
  cancelledAt: null,
  sessionVolumeBytes: null,
  quotaBytes: null,
  notes: null,
  autoRenew: false,
  renewalPlanId: null,
  renewsId: null,
  revision: 1,
};
const picked = (...changes: Partial<Subscription>[]) =>
  pickInForce(
    changes.map((change) => ({ ...base, ...change })),
    now,
  )?.id;

describe('the states of a subscription', () => {
  test('each event leads from each status to the one listed, or is refused', () => {
    const moves = subscriptionStatuses.map((status) => [
      status,
      Object.fromEntries(
        subscriptionEvents.flatMap((event) => {
          const next = statusAfter(status, event);
          return next ? [[event, next]] : [];
        }),
      ),
    ]);
    expect(Object.fromEntries(moves)).toEqual({
      pending: { begin: 'active', extend: 'pending', cancel: 'cancelled' },
      active: { end: 'expired', extend: 'active', cancel: 'cancelled', change_plan: 'cancelled' },
      expired: { extend: 'active' },
      cancelled: {},
    });
    expect(subscriptionStatuses.filter(isLive)).toEqual(['pending', 'active']);
  });
});

describe('the subscription in force', () => {
  test('begins at its start and ends before its end', () => {
    expect(picked({ startsAt: now })).toBe('b');
    expect(picked({ startsAt: after(1) })).toBeUndefined();
    expect(picked({ expiresAt: after(1) })).toBe('b');
    expect(picked({ expiresAt: now })).toBeUndefined();
    expect(picked({ expiresAt: null })).toBe('b');
  });

  test('follows the clock where the record is late, and never one that was cancelled', () => {
    expect(picked({ status: 'pending' })).toBe('b');
    expect(picked({ status: 'expired', expiresAt: after(hour) })).toBe('b');
    expect(picked({ status: 'cancelled' })).toBeUndefined();
  });

  test('is the one of highest priority, then the newest, in whatever order they are read', () => {
    const high = { id: 'high', priority: 1, assignedAt: after(-2 * hour) };
    const newest = { id: 'newest', assignedAt: now };
    const older = { id: 'older' };
    for (const order of [
      [high, newest, older],
      [older, newest, high],
      [newest, older, high],
    ]) {
      expect(picked(...order)).toBe('high');
      expect(picked(...order.filter((one) => one !== high))).toBe('newest');
    }
    expect(picked({ id: 'a' }, { id: 'c' }, { id: 'b' })).toBe('c');
  });
});

const label = (subscriptions: Partial<Subscription>[], { hasHadAny = true, graceMs = 2 * hour } = {}) =>
  serviceLabel(
    subscriptions.map((change) => ({ ...base, ...change })),
    { hasHadAny, graceMs, now },
  );

describe('the label of a subscriber', () => {
  test('is new without any, active in force, grace after the end, then expired', () => {
    expect(label([], { hasHadAny: false })).toBe('new');
    expect(label([{ startsAt: after(1), status: 'pending' }], { hasHadAny: false })).toBe('new');
    expect(label([{}])).toBe('active');
    expect(label([{ expiresAt: now }])).toBe('grace');
    expect(label([{ expiresAt: after(-2 * hour + 1) }])).toBe('grace');
    expect(label([{ expiresAt: after(-2 * hour) }])).toBe('expired');
    expect(label([{ expiresAt: now }], { graceMs: 0 })).toBe('expired');
    expect(label([])).toBe('expired');
  });

  test('a cancelled subscription gives no grace', () => {
    expect(label([{ status: 'cancelled', expiresAt: now }])).toBe('expired');
  });
});
