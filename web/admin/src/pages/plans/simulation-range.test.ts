import { describe, expect, test } from 'vitest';
import { daysOfRange, simulationRanges } from './simulation-range.ts';

const dayMs = 86_400_000;

describe('a range of a simulation', () => {
  test.each([
    ['last_month', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['last_month', '2026-01-01', '2025-12-01', '2025-12-31'],
    ['two_months', '2026-09-15', '2026-07-01', '2026-08-31'],
    ['this_month', '2026-03-15', '2026-03-01', '2026-03-15'],
    ['last_31', '2026-03-05', '2026-02-02', '2026-03-04'],
    ['last_7', '2026-03-05', '2026-02-26', '2026-03-04'],
  ] as const)('%s, seen from %s, lasts from %s to %s', (range, today, from, to) => {
    expect(daysOfRange(range, today)).toEqual({ from, to });
  });

  test('is never longer than the API takes, and never ahead', () => {
    for (let day = Date.UTC(2027, 0, 1); day < Date.UTC(2029, 0, 1); day += dayMs) {
      const today = new Date(day).toISOString().slice(0, 10);
      for (const range of simulationRanges) {
        const { from, to } = daysOfRange(range, today);
        const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
        expect(days).toBeGreaterThanOrEqual(1);
        expect(days).toBeLessThanOrEqual(62);
        expect(to <= today).toBe(true);
      }
    }
  });
});
