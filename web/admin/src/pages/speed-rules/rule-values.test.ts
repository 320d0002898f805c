import { describe, expect, test } from 'vitest';
import type { SpeedRule } from './rule-queries.ts';
import { newRule, ruleOfValues, valuesOfRule } from './rule-values.ts';

const rule = {
  name: 'Night',
  isEnabled: true,
  priority: 5,
  planIds: ['p1'],
  tags: null,
  windows: [{ days: [1, 2], from: '22:00', to: '06:00' }],
  percent: 200,
  downloadBps: null,
  uploadBps: null,
  countedPercent: 0,
};

describe('a speed rule in the form', () => {
  test('comes back from it as it went in', () => {
    for (const stored of [
      rule,
      { ...rule, percent: null, downloadBps: 4e6, uploadBps: 1e6, windows: null, planIds: null },
      { ...rule, percent: null, tags: ['vip'] },
    ])
      expect(ruleOfValues(valuesOfRule(stored as unknown as SpeedRule))).toEqual(stored);
  });

  test('sends what was chosen and not what was filled before', () => {
    const fixed = { ...newRule, effect: 'fixed' as const, percent: 150, downloadBps: 4e6, uploadBps: 1e6 };
    expect(ruleOfValues(fixed)).toMatchObject({ percent: null, downloadBps: 4e6, uploadBps: 1e6 });
    const counting = { ...fixed, effect: 'none' as const, hasHours: false, windows: rule.windows };
    expect(ruleOfValues(counting)).toMatchObject({ percent: null, downloadBps: null, windows: null });
  });
});
