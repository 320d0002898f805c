import { ManualClock } from '@trunkline/kit';
import { expect, test } from 'vitest';
import { healthOf } from './health.ts';

test('a role that is down is told at once, and is a fault when a restart would long be over', () => {
  const clock = new ManualClock(0);
  const health = () => healthOf(new Map(), { startedAtMs: 0, clock });
  expect(health()).toEqual({ status: 200, body: { ok: true, reasons: [] } });
  clock.advance(60_000);
  expect(health()).toMatchObject({ status: 200, body: { ok: false } });
  clock.advance(1);
  expect(health().status).toBe(503);
  expect(health().body.reasons).toContain('radius is down for 60 s');
});
