import { uuidv7 } from '@trunkline/kit';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pickInForce } from '../../subscriptions/index.ts';
import { subscriptionAt } from './subscription-at.ts';

const hourMs = 3_600_000;
const originMs = Date.UTC(2026, 0, 1);

/** Few distinct instants and priorities, so that ties and shared edges come up often. */
const held = fc.record({
  id: fc.constant(null).map(() => uuidv7()),
  priority: fc.integer({ min: -1, max: 1 }),
  assignedHour: fc.integer({ min: 0, max: 3 }),
  startsHour: fc.integer({ min: 0, max: 6 }),
  lastsHours: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
  isCancelled: fc.boolean(),
});

const at = (hour: number): number => originMs + hour * hourMs;

test('the terms at a login are those of the subscription that the lists call in force', () => {
  const seed = 20_261_121;
  const property = fc.property(
    fc.array(held, { maxLength: 6 }),
    fc.integer({ min: 0, max: 13 }),
    (all, hour) => {
      const asPolicy = all.map((one) => ({
        id: one.id,
        planVersionId: one.id,
        isCancelled: one.isCancelled,
        priority: one.priority,
        assignedAtMs: at(one.assignedHour),
        startsAtMs: at(one.startsHour),
        expiresAtMs: one.lastsHours === null ? null : at(one.startsHour + one.lastsHours),
        sessionVolumeBytes: null,
        anchorAtMs: at(one.startsHour),
        quotaBytes: null,
      }));
      const asLists = all.map((one) => ({
        id: one.id,
        status: one.isCancelled ? ('cancelled' as const) : ('active' as const),
        priority: one.priority,
        assignedAt: new Date(at(one.assignedHour)),
        startsAt: new Date(at(one.startsHour)),
        expiresAt: one.lastsHours === null ? null : new Date(at(one.startsHour + one.lastsHours)),
      }));
      const { chosen } = subscriptionAt(asPolicy, { graceMs: 0, nowMs: at(hour) });
      expect(chosen?.id).toBe(pickInForce(asLists, new Date(at(hour)))?.id);
    },
  );
  fc.assert(property, { seed, numRuns: 2_000 });
});

test('an expired subscription serves for the grace only where nothing else is in force', () => {
  const base = {
    planVersionId: 'v',
    isCancelled: false,
    priority: 0,
    assignedAtMs: at(0),
    sessionVolumeBytes: null,
    anchorAtMs: at(0),
    quotaBytes: null,
  };
  const expired = { ...base, id: 'a', startsAtMs: at(0), expiresAtMs: at(1), priority: 1 };
  const present = { ...base, id: 'b', startsAtMs: at(0), expiresAtMs: at(3) };
  const options = { graceMs: 2 * hourMs, nowMs: at(2) };
  expect(subscriptionAt([expired], options).chosen?.id).toBe('a');
  expect(subscriptionAt([expired, present], options).chosen?.id).toBe('b');
  expect(subscriptionAt([expired], { ...options, nowMs: at(3) })).toMatchObject({
    chosen: undefined,
    ended: { id: 'a' },
  });
});
