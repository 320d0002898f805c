import { expect, test } from 'vitest';
import { periodOf } from './audit-period.ts';

test('days are whole, on the clock of the company, also where the clock changes', () => {
  expect(periodOf('2026-11-01..2026-11-02', 'Asia/Baghdad')).toEqual({
    from: '2026-10-31T21:00:00.000Z',
    to: '2026-11-02T21:00:00.000Z',
  });
  expect(periodOf('2026-03-29..2026-03-29', 'Europe/Berlin')).toEqual({
    from: '2026-03-28T23:00:00.000Z',
    to: '2026-03-29T22:00:00.000Z',
  });
});

test('a side that is left open bounds nothing', () => {
  expect(periodOf(undefined, 'UTC')).toEqual({});
  expect(periodOf('2026-12-31..', 'UTC')).toEqual({ from: '2026-12-31T00:00:00.000Z' });
  expect(periodOf('..2026-12-31', 'UTC')).toEqual({ to: '2027-01-01T00:00:00.000Z' });
});
