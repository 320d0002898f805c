import { expect, test } from 'vitest';
import { endOfPeriod } from './end-of-period.ts';

const ends = (from: string, count: number, unit: 'hour' | 'day' | 'month'): string =>
  new Date(endOfPeriod(Date.parse(from), { count, unit })).toISOString();

test('a month that lacks the day ends on its last', () => {
  expect(ends('2027-01-31T10:00:00Z', 1, 'month')).toBe('2027-02-28T10:00:00.000Z');
  expect(ends('2027-01-15T10:00:00Z', 13, 'month')).toBe('2028-02-15T10:00:00.000Z');
});

test('days and hours are counted through', () => {
  expect(ends('2027-02-27T23:00:00Z', 3, 'day')).toBe('2027-03-02T23:00:00.000Z');
  expect(ends('2027-02-28T23:00:00Z', 2, 'hour')).toBe('2027-03-01T01:00:00.000Z');
});
