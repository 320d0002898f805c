import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CivilZone } from '../../policy/index.ts';
import { firstPeriod, nextPeriod } from '../../subscriptions/index.ts';
import { layPeriods, paymentsIn, runsOf } from './lay-periods.ts';

const zone = CivilZone.named('UTC');
const at = (text: string): number => Date.parse(`2026-${text}T00:00:00Z`);
const march = { fromMs: at('03-01'), toMs: at('04-01') };
const starts = (periods: readonly { startsAtMs: number }[]) =>
  periods.map(({ startsAtMs }) => new Date(startsAtMs).toISOString().slice(5, 10));

describe('stretches of service', () => {
  test('that follow on one another or overlap are one, and a gap ends it', () => {
    const sold = [
      { startsAtMs: at('02-05'), endsAtMs: at('03-05') },
      { startsAtMs: at('01-05'), endsAtMs: at('02-05') },
      { startsAtMs: at('03-01'), endsAtMs: at('03-10') },
      { startsAtMs: at('03-20'), endsAtMs: at('04-20') },
    ];
    expect(runsOf(sold)).toEqual([
      { startsAtMs: at('01-05'), endsAtMs: at('03-10') },
      { startsAtMs: at('03-20'), endsAtMs: at('04-20') },
    ]);
  });
});

describe('what would be paid in a month', () => {
  const run = { startsAtMs: at('01-05'), endsAtMs: Infinity };
  const paid = (count: number, unit: 'day' | 'week' | 'month', runs = [run]): number =>
    paymentsIn(layPeriods(runs, { validity: { count, unit }, zone, ...march }), {
      hasEnd: true,
      zone,
      ...march,
    });

  test('by somebody without a gap is a month once, a week as often as one begins, a day each day', () => {
    expect(paid(1, 'month')).toBe(1);
    // From 5 January on Mondays: 2, 9, 16, 23 and 30 March.
    expect(paid(1, 'week')).toBe(5);
    expect(paid(1, 'day')).toBe(31);
  });

  test('by somebody whose service ended is no period that begins after the end', () => {
    expect(paid(1, 'week', [{ startsAtMs: at('01-05'), endsAtMs: at('03-16') }])).toBe(2);
  });

  test('for terms without an end is once a month from the start', () => {
    const months = layPeriods([run], { validity: null, zone, ...march });
    expect(paymentsIn(months, { hasEnd: false, zone, ...march })).toBe(1);
    const young = { startsAtMs: at('03-10'), endsAtMs: Infinity };
    expect(paymentsIn([young], { hasEnd: false, zone, ...march })).toBe(1);
  });

  test('on the 31st is paid on the last day of a short month, and on the 31st again', () => {
    const year = { fromMs: at('01-01'), toMs: at('07-01') };
    const runs = [{ startsAtMs: at('01-31'), endsAtMs: Infinity }];
    const laid = layPeriods(runs, { validity: { count: 1, unit: 'month' }, zone, ...year });
    expect(starts(laid)).toEqual(['01-31', '02-28', '03-31', '04-30', '05-31', '06-30']);
  });
});

test('periods are laid as subscriptions renew, whatever the clocks do', () => {
  const zones = ['UTC', 'Africa/Cairo', 'America/New_York'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom('hour', 'day', 'week', 'month'),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 400 * 24 }),
      (timeZone, unit, times, hoursBefore) => {
        const validity = { count: unit === 'hour' ? 24 + times : times, unit };
        const fromMs = at('03-20');
        const toMs = at('05-10');
        const startsAtMs = fromMs - hoursBefore * 3_600_000;
        const laid = layPeriods([{ startsAtMs, endsAtMs: Infinity }], {
          validity,
          zone: CivilZone.named(timeZone),
          fromMs,
          toMs,
        });
        const rules = { validity, timeZone };
        let period = firstPeriod(new Date(startsAtMs), rules);
        const now = new Date(fromMs);
        if (period.expiresAt! <= now) period = nextPeriod(period, { ...rules, now });
        for (const one of laid) {
          expect([one.startsAtMs, one.endsAtMs]).toEqual([+period.startsAt, +period.expiresAt!]);
          period = nextPeriod(period, { ...rules, now: period.expiresAt! });
        }
        expect(+period.startsAt).toBeGreaterThanOrEqual(toMs);
      },
    ),
    { numRuns: 300 },
  );
});
