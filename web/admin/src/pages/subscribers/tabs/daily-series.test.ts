import { expect, test } from 'vitest';
import { dailySeries } from './daily-series.ts';

const used = (day: string, downloadBytes: number) => ({ day, downloadBytes, uploadBytes: 1 });

test('days without traffic are zero, and tomorrow is left out until it has come', () => {
  const range = { from: '2026-11-20', to: '2026-11-22' };
  expect(dailySeries({ ...range, days: [used('2026-11-20', 5)] })).toEqual({
    timesMs: [Date.parse('2026-11-20'), Date.parse('2026-11-21')],
    download: [5, 0],
    upload: [1, 0],
  });
  expect(dailySeries({ ...range, days: [used('2026-11-22', 7)] }).download).toEqual([0, 0, 7]);
});
