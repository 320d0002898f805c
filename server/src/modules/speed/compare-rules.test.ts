import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contradict, hiddenBy } from './compare-rules.ts';
import type { SpeedRule } from './speed-rule.ts';
import { covers, doOverlap, weekMinutes } from './week-minutes.ts';

const rule = (id: string, change: Partial<SpeedRule> = {}): SpeedRule => ({
  id,
  name: id,
  isEnabled: true,
  priority: 0,
  planIds: null,
  tags: null,
  windows: null,
  percent: 200,
  downloadBps: null,
  uploadBps: null,
  countedPercent: 100,
  revision: 1,
  ...change,
});
const every = [1, 2, 3, 4, 5, 6, 7];
const night = [{ days: every, from: '22:00', to: '06:00' }];
const evening = [{ days: every, from: '18:00', to: '22:00' }];

const doContradict = (a: Partial<SpeedRule>, b: Partial<SpeedRule>) => contradict(rule('a', a), rule('b', b));
const hiding = (one: SpeedRule, ...others: SpeedRule[]) => hiddenBy(one, others).map(({ id }) => id);

describe('two rules contradict', () => {
  test('when they say different speeds to the same people at the same hour with one priority', () => {
    expect(doContradict({}, { percent: 300 })).toBe(true);
    expect(doContradict({}, { percent: null, downloadBps: 1n, uploadBps: 1n })).toBe(true);
    expect(doContradict({}, { percent: 300, priority: 1 })).toBe(false);
    expect(doContradict({}, { percent: 200 })).toBe(false);
    expect(doContradict({}, { percent: 300, isEnabled: false })).toBe(false);
  });

  test('not at hours of their own, of other plans or of other groups', () => {
    const lastMinute = [{ days: [7], from: '23:59', to: '24:00' }];
    expect(doContradict({ windows: night }, { windows: evening, percent: 300 })).toBe(false);
    expect(doContradict({ windows: night }, { windows: lastMinute, percent: 300 })).toBe(true);
    expect(doContradict({ planIds: ['x'] }, { planIds: ['y'], percent: 300 })).toBe(false);
    expect(doContradict({ planIds: ['x', 'y'] }, { planIds: ['y'], percent: 300 })).toBe(true);
    expect(doContradict({ tags: ['vip'] }, { tags: ['poor'], percent: 300 })).toBe(false);
    expect(doContradict({ tags: ['vip'] }, { percent: 300 })).toBe(true);
  });

  test('speed and counting are apart', () => {
    const free = { percent: null, countedPercent: 0 };
    expect(doContradict({}, free)).toBe(false);
    expect(doContradict({ ...free, countedPercent: 50 }, free)).toBe(true);
    expect(doContradict({ countedPercent: 50 }, free)).toBe(true);
  });
});

describe('a rule is hidden', () => {
  test('by one that is asked before it for all its people at all its hours', () => {
    const first = rule('a', { priority: 5, windows: night });
    const deepNight = [{ days: [3], from: '23:00', to: '05:00' }];
    expect(hiding(rule('b', { windows: deepNight }), first)).toEqual(['a']);
    expect(hiding(rule('b'), first)).toEqual([]);
    expect(hiding(rule('b', { priority: 6, windows: night }), first)).toEqual([]);
    expect(hiding(rule('b', { tags: ['vip'], windows: night }), first)).toEqual(['a']);
    expect(hiding(rule('b', { windows: night }), { ...first, tags: ['vip'] })).toEqual([]);
    expect(hiding(rule('b', { windows: night }), { ...first, isEnabled: false })).toEqual([]);
  });

  test('only when all that it says is said before', () => {
    const speed = rule('a', { priority: 5 });
    const counting = rule('b', { priority: 4, percent: null, countedPercent: 0 });
    const both = rule('c', { countedPercent: 50 });
    expect(hiding(both, speed)).toEqual([]);
    expect(hiding(both, counting)).toEqual([]);
    expect(hiding(both, speed, counting)).toEqual(['a', 'b']);
  });

  test('by an older one of its priority that says the same', () => {
    expect(hiding(rule('b'), rule('a'))).toEqual(['a']);
    expect(hiding(rule('a'), rule('b'))).toEqual([]);
  });
});

const minutesOfWeek = Array.from({ length: 10_080 }, (_, minute) => minute);
const two = (n: number): string => String(n).padStart(2, '0');
const time = fc.integer({ min: 0, max: 1439 }).map((minute) => {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
});
const window = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  from: time,
  to: time,
});
const anyWindows = fc.array(window, { minLength: 1, maxLength: 4 });

const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** Minute by minute, without stretches. */
function isInside(windows: typeof night, minute: number): boolean {
  return windows.some(({ days, from, to }) => {
    const length =
      minuteOf(to) > minuteOf(from) ? minuteOf(to) - minuteOf(from) : minuteOf(to) + 1440 - minuteOf(from);
    return days.some((day) => (minute - ((day - 1) * 1440 + minuteOf(from)) + 10_080) % 10_080 < length);
  });
}

test('stretches of the week overlap and cover as their minutes do', () => {
  const property = fc.property(anyWindows, anyWindows, (a, b) => {
    const inA = minutesOfWeek.filter((minute) => isInside(a, minute));
    const inB = new Set(minutesOfWeek.filter((minute) => isInside(b, minute)));
    const weekA = weekMinutes(a);
    expect(weekA.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(inA.length);
    expect(doOverlap(weekA, weekMinutes(b))).toBe(inA.some((minute) => inB.has(minute)));
    expect(covers(weekMinutes(b), weekA)).toBe(inA.every((minute) => inB.has(minute)));
  });
  fc.assert(property, { seed: 20_261_121, numRuns: 60 });
});
