import { describe, expect, test } from 'vitest';
import { covers, ruleStretches } from './rule-blocks.ts';
import type { SpeedRule } from './rule-queries.ts';

const rule = (id: string, from: string, to: string, more: Partial<SpeedRule> = {}) =>
  ({
    id,
    isEnabled: true,
    planIds: null,
    tags: null,
    windows: [{ days: [1], from, to }],
    ...more,
  }) as SpeedRule;

const scope = (planIds: string[] | null, tags: string[] | null = null) => ({ planIds, tags });

describe('speed rules on the week', () => {
  test('lose the hours in which a rule above holds for all of theirs', () => {
    const found = ruleStretches([rule('high', '10:00', '12:00'), rule('low', '08:00', '14:00')]);
    expect(found.get('high')).toEqual([{ day: 1, fromMinute: 600, toMinute: 720 }]);
    expect(found.get('low')).toEqual([
      { day: 1, fromMinute: 480, toMinute: 600 },
      { day: 1, fromMinute: 600, toMinute: 720, isLost: true },
      { day: 1, fromMinute: 720, toMinute: 840 },
    ]);
  });

  test('lose nothing to a rule that is off or is for only some of theirs', () => {
    const below = rule('low', '08:00', '14:00');
    for (const above of [
      rule('high', '10:00', '12:00', { isEnabled: false }),
      rule('high', '10:00', '12:00', { tags: ['vip'] }),
    ])
      expect(ruleStretches([above, below]).get('low')).toHaveLength(1);
  });

  test('cover another where each of its plans and tags is among theirs', () => {
    expect(covers(scope(null), scope(['a'], ['vip']))).toBe(true);
    expect(covers(scope(['a', 'b']), scope(['b']))).toBe(true);
    expect(covers(scope(['a']), scope(['a', 'b']))).toBe(false);
    expect(covers(scope(['a']), scope(null))).toBe(false);
  });
});
