import { expect, test } from 'vitest';
import { BackOff } from './back-off.ts';

test('waits double up to a bound, and begin anew after a calm run', () => {
  const backOff = new BackOff({ firstMs: 500, lastMs: 3_000, calmMs: 60_000 });
  expect([10, 10, 10, 10, 10].map((ranMs) => backOff.next(ranMs))).toEqual([500, 1_000, 2_000, 3_000, 3_000]);
  expect(backOff.next(59_999)).toBe(3_000);
  expect(backOff.next(60_000)).toBe(500);
  expect(backOff.next(0)).toBe(1_000);
});
