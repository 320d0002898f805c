import { describe, expect, test } from 'vitest';
import { curvePeriods, fairUseSteps } from './fair-use-steps.ts';
import { newPolicyValues, type TierValues } from './policy-values.ts';

const plan = { downloadBps: 50e6, uploadBps: 10e6 };
const tier = (
  period: TierValues['period'],
  gigabytes: number | null,
  down: number,
  up: number,
): TierValues => ({
  period,
  thresholdBytes: gigabytes === null ? null : gigabytes * 1e9,
  downloadBps: down * 1e6,
  uploadBps: up * 1e6,
});
const curve = (fairUse: TierValues[], quota: Partial<typeof newPolicyValues> = {}) => ({
  ...newPolicyValues,
  ...quota,
  fairUse,
  plan,
});

describe('the speed over the volume used', () => {
  test('falls with each tier of the period and never rises with a later one', () => {
    const input = curve([tier('day', 5, 20, 5), tier('month', 100, 8, 4), tier('month', 300, 16, 2)]);
    expect(fairUseSteps(input, 'month')).toEqual([
      { fromBytes: 0, ...plan, cause: null },
      { fromBytes: 100e9, downloadBps: 8e6, uploadBps: 4e6, cause: { tier: 1 } },
      { fromBytes: 300e9, downloadBps: 8e6, uploadBps: 2e6, cause: { tier: 2 } },
    ]);
  });

  test('keeps the number of a tier that stands in the wrong place until it is mended', () => {
    const input = curve([tier('day', 9, 4, 1), tier('day', 3, 20, 5)]);
    expect(fairUseSteps(input, 'day').map(({ cause }) => cause)).toEqual([null, { tier: 2 }, { tier: 1 }]);
  });

  test('ends at a quota of the same period', () => {
    const quota = { ...newPolicyValues.quota, period: 'monthly' as const, bytes: 400e9 };
    const input = curve([tier('month', 100, 8, 4)], { hasQuota: true, quota });
    expect(fairUseSteps(input, 'month').at(-1)).toEqual({
      fromBytes: 400e9,
      downloadBps: 0,
      uploadBps: 0,
      cause: { quota: 'cut' },
    });
    expect(fairUseSteps(input, 'day')).toHaveLength(1);
  });

  test('is drawn for the periods in which something happens', () => {
    expect(curvePeriods(curve([]))).toEqual([]);
    expect(curvePeriods(curve([tier('month', 5, 1, 1), tier('day', null, 1, 1)]))).toEqual(['month']);
    const quota = { ...newPolicyValues.quota, period: 'daily' as const, bytes: 1e9 };
    expect(curvePeriods(curve([], { hasQuota: true, quota }))).toEqual(['day']);
  });
});
