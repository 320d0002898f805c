import { describe, expect, test } from 'vitest';
import { isInOrder, placedTiers, sortedTiers, usualTiers } from './fair-use-tiers.ts';
import type { FairUsePeriod, TierValues } from './policy-values.ts';

const tier = (period: FairUsePeriod, thresholdBytes: number | null): TierValues => ({
  period,
  thresholdBytes,
  downloadBps: 8e6,
  uploadBps: 2e6,
});
const plan = { downloadBps: 50e6, uploadBps: 10e6 };

describe('the tiers of fair use', () => {
  test('are put in order by period and threshold, an unfilled one last', () => {
    const mixed = [tier('month', 9), tier('day', null), tier('day', 5), tier('day', 2)];
    expect(sortedTiers(mixed).map(({ thresholdBytes }) => thresholdBytes)).toEqual([2, 5, null, 9]);
  });

  test('are in order when thresholds of a period grow, whatever those of another', () => {
    const tiers = [tier('day', 9), tier('month', 3), tier('month', null), tier('month', 3)];
    expect(isInOrder(tiers, 'day')).toBe(true);
    expect(isInOrder(tiers, 'month')).toBe(false);
  });

  test('take a further one at the end of its period, half as fast after twice as much', () => {
    const fairUse = [tier('day', 5e9), tier('month', 60e9)];
    expect(placedTiers({ ...plan, fairUse }, 'day')).toEqual({
      place: 1,
      tier: { period: 'day', thresholdBytes: 10e9, downloadBps: 4e6, uploadBps: 1e6 },
    });
    expect(placedTiers({ ...plan, fairUse }, 'week')).toEqual({
      place: 1,
      tier: { period: 'week', thresholdBytes: null, downloadBps: 25e6, uploadBps: 5e6 },
    });
    expect(placedTiers({ ...plan, fairUse }, 'month').place).toBe(2);
  });

  test.each([1e6, 20e6, 50e6, 1e9])(
    'are offered three a day and three a month for %d bit/s',
    (downloadBps) => {
      const tiers = usualTiers({ downloadBps, uploadBps: downloadBps / 5, fairUse: [] });
      expect(tiers.map(({ period }) => period)).toEqual(['day', 'day', 'day', 'month', 'month', 'month']);
      for (const { downloadBps: slowed } of tiers) expect(slowed).toBeLessThan(downloadBps);
      expect(isInOrder(tiers, 'month')).toBe(true);
    },
  );
});
