import { describe, expect, test } from 'vitest';
import { hasValues, loneIndexes, stackedValues, summaryOf, type ChartSeries } from './chart-data.ts';

const series = (values: (number | null)[]): ChartSeries => ({ id: 's', label: 's', tone: 'accent', values });

describe('values', () => {
  test('bars stand on those before them, also over gaps', () => {
    expect(stackedValues([series([1, null, 3]), series([10, 20, null])])).toEqual([
      [1, 0, 3],
      [11, 20, 3],
    ]);
  });

  test('gaps count for nothing in a summary', () => {
    expect(summaryOf(series([5, 2, null, 4, null]))).toEqual({ lowest: 2, highest: 5, latest: 4 });
    expect(summaryOf(series([null]))).toBeUndefined();
    expect(hasValues([series([null]), series([])])).toBe(false);
    expect(hasValues([series([null, 0])])).toBe(true);
  });

  test('a value between two gaps is told apart, because no line goes through it', () => {
    expect(loneIndexes([1, null, 2, 3, null, 4])).toEqual([0, 5]);
    expect(loneIndexes([null, 7])).toEqual([1]);
    expect(loneIndexes([1, 2])).toBeNull();
  });
});
