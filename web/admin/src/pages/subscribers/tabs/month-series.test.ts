import { describe, expect, test } from 'vitest';
import { civilDate, monthSeries } from './month-series.ts';

const day = (date: string, downloadBytes: number) => ({ day: date, downloadBytes, uploadBytes: 1 });

describe('the month so far', () => {
  test('adds up from its first day and passes over days without use', () => {
    const days = [day('2026-10-31', 99), day('2026-11-01', 9), day('2026-11-03', 19)];
    expect(monthSeries(days, '2026-11-01')).toEqual({
      timesMs: ['2026-11-01', '2026-11-02', '2026-11-03'].map((date) => Date.parse(date)),
      values: [10, 10, 30],
    });
  });

  test('is a day at nothing where nothing was used', () => {
    expect(monthSeries([], '2026-11-01').values).toEqual([0]);
  });

  test('begins on the date of the company, whatever UTC says', () => {
    expect(civilDate('2026-10-31T21:00:00.000Z', 'Asia/Baghdad')).toBe('2026-11-01');
  });
});
