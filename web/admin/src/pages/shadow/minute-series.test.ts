import { expect, test } from 'vitest';
import { minuteSeries } from './minute-series.ts';

const at = (minute: string): string => `2026-11-22T10:${minute}:00.000Z`;

test('a minute without a login has its place, with nothing in it', () => {
  const series = minuteSeries([
    { minute: at('00'), logins: 9, disagreeing: 2 },
    { minute: at('03'), logins: 4, disagreeing: 0 },
  ]);
  expect(series.timesMs.map((ms) => new Date(ms).toISOString())).toEqual(['00', '01', '02', '03'].map(at));
  expect(series.disagreeing).toEqual([2, 0, 0, 0]);
  expect(series.agreeing).toEqual([7, 0, 0, 4]);
});

test('before the first login there is no minute', () => {
  expect(minuteSeries([])).toEqual({ timesMs: [], agreeing: [], disagreeing: [] });
});
