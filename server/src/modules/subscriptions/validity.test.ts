import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Validity } from '../plans/index.ts';
import { extendedEnd, firstPeriod, nextPeriod, periodEnd, type Period } from './validity.ts';

const month: Validity = { count: 1, unit: 'month' };
const day: Validity = { count: 1, unit: 'day' };
const berlin = 'Europe/Berlin';
const at = (text: string): Date => new Date(Temporal.ZonedDateTime.from(text).epochMilliseconds);
const civil = (instant: Date | null, timeZone = berlin): string =>
  Temporal.Instant.fromEpochMilliseconds(instant!.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString();

/** Zones whose clocks change in each hemisphere, by half an hour, at midnight, not at all, or by a day. */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Jakarta',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
];
const instant = fc
  .integer({ min: Date.UTC(2010, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const validity = fc.record({
  count: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom('minute', 'hour', 'day', 'week', 'month'),
}) as fc.Arbitrary<Validity>;

describe('the end of a period', () => {
  test('a month from 31 January is the end of February, and the next is the end of March', () => {
    const anchor = at('2027-01-31T10:00[Europe/Berlin]');
    const ends = [1, 2, 3, 13].map((periodNumber) =>
      civil(periodEnd(anchor, { validity: month, timeZone: berlin, periodNumber })),
    );
    expect(ends).toEqual([
      '2027-02-28T10:00:00',
      '2027-03-31T10:00:00',
      '2027-04-30T10:00:00',
      '2028-02-29T10:00:00',
    ]);
  });

  test('a day keeps its time of day when the clocks change, an hour its length', () => {
    const beforeSpring = at('2027-03-27T12:00[Europe/Berlin]');
    expect(civil(periodEnd(beforeSpring, { validity: day, timeZone: berlin, periodNumber: 1 }))).toBe(
      '2027-03-28T12:00:00',
    );
    const hours: Validity = { count: 24, unit: 'hour' };
    expect(civil(periodEnd(beforeSpring, { validity: hours, timeZone: berlin, periodNumber: 1 }))).toBe(
      '2027-03-28T13:00:00',
    );
  });

  test('a week keeps its time of day when the clocks change, minutes are counted one by one', () => {
    const beforeSpring = at('2027-03-22T01:30[Europe/Berlin]');
    const weeks: Validity = { count: 1, unit: 'week' };
    const ends = [1, 2].map((periodNumber) =>
      civil(periodEnd(beforeSpring, { validity: weeks, timeZone: berlin, periodNumber })),
    );
    expect(ends).toEqual(['2027-03-29T01:30:00', '2027-04-05T01:30:00']);
    const half: Validity = { count: 30, unit: 'minute' };
    const atNight = at('2027-03-28T01:45[Europe/Berlin]');
    expect(civil(periodEnd(atNight, { validity: half, timeZone: berlin, periodNumber: 1 }))).toBe(
      '2027-03-28T03:15:00',
    );
    const inAutumn = at('2027-10-31T02:45+02:00[Europe/Berlin]');
    const end = periodEnd(inAutumn, { validity: half, timeZone: berlin, periodNumber: 1 });
    expect(end.getTime() - inAutumn.getTime()).toBe(30 * 60_000);
  });

  test('a time that the clocks skip moves on by the gap, and the day after is back', () => {
    const anchor = at('2027-03-27T02:30[Europe/Berlin]');
    const ends = [1, 2].map((periodNumber) =>
      civil(periodEnd(anchor, { validity: day, timeZone: berlin, periodNumber })),
    );
    expect(ends).toEqual(['2027-03-28T03:30:00', '2027-03-29T02:30:00']);
  });

  test('in any zone periods follow each other without gap, overlap or drift', () => {
    fc.assert(
      fc.property(instant, validity, fc.constantFrom(...zones), (startsAt, validity, timeZone) => {
        let period: Period = firstPeriod(startsAt, { validity, timeZone });
        for (let step = 0; step < 24; step++) {
          const next = nextPeriod(period, { validity, timeZone, now: startsAt });
          // The same whether reached one by one or reckoned from the anchor.
          expect(next.expiresAt).toEqual(
            periodEnd(startsAt, { validity, timeZone, periodNumber: next.periodNumber }),
          );
          expect(next.startsAt).toEqual(period.expiresAt);
          expect(next.expiresAt!.getTime()).toBeGreaterThan(next.startsAt.getTime());
          period = next;
        }
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  test('days, weeks and months keep the civil time of day of the anchor, but for the hours that clocks skip', () => {
    fc.assert(
      fc.property(
        instant,
        validity,
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 60 }),
        (startsAt, validity, timeZone, periodNumber) => {
          fc.pre(!['minute', 'hour'].includes(validity.unit) && timeZone !== 'Pacific/Apia');
          const end = periodEnd(startsAt, { validity, timeZone, periodNumber });
          const wanted = civil(startsAt, timeZone).slice(11);
          const shiftedMinutes = minuteOfDay(civil(end, timeZone).slice(11)) - minuteOfDay(wanted);
          expect([0, 30, 60, 30 - 1440, 60 - 1440]).toContain(shiftedMinutes);
        },
      ),
      { seed: 20261122, numRuns: 500 },
    );
  });
});

describe('the period after another', () => {
  test('a day that its zone skipped is no period of its own', () => {
    const period = firstPeriod(at('2011-12-29T12:00[Pacific/Apia]'), {
      validity: day,
      timeZone: 'Pacific/Apia',
    });
    const next = nextPeriod(period, { validity: day, timeZone: 'Pacific/Apia', now: period.startsAt });
    expect(civil(period.expiresAt, 'Pacific/Apia')).toBe('2011-12-31T12:00:00');
    expect(civil(next.startsAt, 'Pacific/Apia')).toBe('2011-12-31T12:00:00');
    expect(civil(next.expiresAt, 'Pacific/Apia')).toBe('2012-01-01T12:00:00');
  });

  test('after an extension the count begins anew at the end', () => {
    const period = firstPeriod(at('2027-01-31T10:00[Europe/Berlin]'), { validity: month, timeZone: berlin });
    const extended = {
      ...period,
      expiresAt: extendedEnd(period.expiresAt!, { days: 3 }, { timeZone: berlin }),
    };
    const next = nextPeriod(extended, { validity: month, timeZone: berlin, now: period.startsAt });
    expect(civil(next.startsAt)).toBe('2027-03-03T10:00:00');
    expect(civil(next.expiresAt)).toBe('2027-04-03T10:00:00');
    expect(next).toMatchObject({ anchorAt: null, periodNumber: 1 });
  });

  test('another validity counts from the end of the one before', () => {
    const period = firstPeriod(at('2027-01-31T10:00[Europe/Berlin]'), { validity: month, timeZone: berlin });
    const next = nextPeriod(period, {
      validity: { count: 7, unit: 'day' },
      timeZone: berlin,
      now: period.startsAt,
    });
    expect(civil(next.expiresAt)).toBe('2027-03-07T10:00:00');
  });

  test('periods missed altogether are skipped on the same count', () => {
    const period = firstPeriod(at('2027-01-31T10:00[Europe/Berlin]'), { validity: month, timeZone: berlin });
    const next = nextPeriod(period, {
      validity: month,
      timeZone: berlin,
      now: at('2027-06-15T00:00[Europe/Berlin]'),
    });
    expect([civil(next.startsAt), civil(next.expiresAt)]).toEqual([
      '2027-05-31T10:00:00',
      '2027-06-30T10:00:00',
    ]);
    expect(next.periodNumber).toBe(5);
  });

  test('however late it is found, it holds now and lies on the count', () => {
    fc.assert(
      fc.property(
        instant,
        validity,
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 5 * 31_536_000 }),
        (startsAt, validity, timeZone, lateS) => {
          const period = firstPeriod(startsAt, { validity, timeZone });
          const now = new Date(period.expiresAt!.getTime() + lateS * 1000);
          const next = nextPeriod(period, { validity, timeZone, now });
          expect(next.startsAt.getTime()).toBeLessThanOrEqual(now.getTime());
          expect(next.expiresAt!.getTime()).toBeGreaterThan(now.getTime());
          expect(next.expiresAt).toEqual(
            periodEnd(startsAt, { validity, timeZone, periodNumber: next.periodNumber }),
          );
        },
      ),
      { seed: 20261123, numRuns: 300 },
    );
  });

  test('a plan without an end follows without one', () => {
    const period = firstPeriod(new Date(0), { validity: month, timeZone: berlin });
    const next = nextPeriod(period, { validity: null, timeZone: berlin, now: new Date(0) });
    expect(next).toEqual({ startsAt: period.expiresAt, expiresAt: null, anchorAt: null, periodNumber: 1 });
  });
});

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
