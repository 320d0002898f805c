import { describe, expect, test } from 'vitest';
import { axisTop, tickWords } from './axis-ticks.ts';

describe('axes', () => {
  test('the axis holds the highest value and an idle chart has a scale', () => {
    expect(axisTop(1_000_000, 'bit/s')).toBeGreaterThan(1_000_000);
    expect(axisTop(null, 'count')).toBe(5);
  });

  const style = { timeZone: 'Asia/Baghdad', locale: 'en' };

  test('hours are the tenant’s, and the day stands where it begins', () => {
    const instants = [
      Date.parse('2026-11-21T20:00:00Z'),
      Date.parse('2026-11-21T20:30:00Z'),
      Date.parse('2026-11-21T21:00:00Z'),
    ];
    expect(tickWords(instants, { ...style, stepSeconds: 1_800 })).toEqual([
      '23:00\n21 Nov',
      '23:30',
      '00:00\n22 Nov',
    ]);
  });

  test('steps of days show days, with digits that all languages share', () => {
    const words = tickWords([Date.parse('2026-11-20T21:00:00Z')], {
      ...style,
      locale: 'ar',
      stepSeconds: 86_400,
    });
    expect(words[0]).toMatch(/21/);
  });
});
