import { describe, expect, test } from 'vitest';
import { parseRange, rangeSearch, resolveRange } from './time-range.ts';

describe('a range in the URL', () => {
  const range = rangeSearch('24h');

  test('what was written is read back, and the standard needs no parameter', () => {
    const zoomed = { fromMs: 1_764_500_000_000, toMs: 1_764_503_600_000 };
    expect(range.toRange(range.validateSearch(range.toSearch(zoomed)))).toEqual(zoomed);
    expect(range.toSearch('24h')).toEqual({ range: undefined });
    expect(range.toRange({})).toBe('24h');
    expect(range.toRange(range.validateSearch({ range: '7d' }))).toBe('7d');
  });

  test.each(['9y', '..', '1764503600000..1764500000000', '1764500000000..1764500000001', 5, null])(
    'anything else is the standard: %j',
    (value) => {
      expect(parseRange(value)).toBeUndefined();
      expect(range.validateSearch({ range: value })).toEqual({});
    },
  );

  test('a preset ends now', () => {
    expect(resolveRange('1h', 10_000_000)).toEqual({ fromMs: 6_400_000, toMs: 10_000_000 });
  });
});
