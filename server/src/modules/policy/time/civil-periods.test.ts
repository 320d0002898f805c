import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { civilPeriodsAt } from './civil-periods.ts';
import { CivilZone } from './civil-zone.ts';

const seed = Number(process.env.TRUNKLINE_TEST_SEED ?? 20_261_121);
/** Midnights that do not exist (Cairo, Beirut, Asunción), half hours, two offsets a year and none. */
const zones = [
  'UTC',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Asuncion',
  'Australia/Lord_Howe',
  'America/New_York',
  'Africa/Casablanca',
  'Asia/Kathmandu',
];

function startOfDay(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

describe('the civil day, week and month', () => {
  it('are those of the calendar, at every instant and in every zone', () => {
    const instant = fc.integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2029, 0, 1) / 1000 });
    // One zone for all instants, so that what it remembers is put to the test as well.
    const known = new Map(zones.map((name) => [name, new CivilZone(name)]));
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (name, second) => {
        const atMs = second * 1000;
        const date = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(name).toPlainDate();
        const sunday = date.subtract({ days: date.dayOfWeek % 7 });
        const first = date.with({ day: 1 });
        expect(civilPeriodsAt(known.get(name)!, atMs)).toEqual({
          day: String(date),
          dayFromMs: startOfDay(date, name),
          dayUntilMs: startOfDay(date.add({ days: 1 }), name),
          week: String(sunday),
          weekFromMs: startOfDay(sunday, name),
          weekUntilMs: startOfDay(sunday.add({ days: 7 }), name),
          month: String(first),
          monthFromMs: startOfDay(first, name),
          monthUntilMs: startOfDay(first.add({ months: 1 }), name),
        });
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('change where the clocks do, to the millisecond', () => {
    // Cairo jumps from Thursday's end to Friday 01:00 on 24 April 2026.
    const zone = new CivilZone('Africa/Cairo');
    const jump = Temporal.Instant.from('2026-04-23T22:00:00Z').epochMilliseconds;
    expect(civilPeriodsAt(zone, jump - 1)).toMatchObject({ day: '2026-04-23', dayUntilMs: jump });
    expect(civilPeriodsAt(zone, jump)).toMatchObject({ day: '2026-04-24', dayFromMs: jump });
    expect(civilPeriodsAt(zone, jump).dayUntilMs - jump).toBe(23 * 3_600_000);
  });

  it('that have begun stay begun where the clocks go back over midnight', () => {
    // St. John's went back from 00:01 to 23:01 until 2011.
    const zone = new CivilZone('America/St_Johns');
    const midnight = Temporal.Instant.from('2010-11-07T02:30:00Z').epochMilliseconds;
    const minute = 60_000;
    expect(civilPeriodsAt(zone, midnight - 1).day).toBe('2010-11-06');
    for (const atMs of [midnight, midnight + minute, midnight + 30 * minute, midnight + 90 * minute]) {
      expect(civilPeriodsAt(zone, atMs)).toMatchObject({ day: '2010-11-07', dayFromMs: midnight });
    }
  });

  it('of a week begin on Sunday', () => {
    const zone = new CivilZone('UTC');
    const sunday = Date.UTC(2026, 10, 22);
    expect(civilPeriodsAt(zone, sunday - 1).week).toBe('2026-11-15');
    expect(civilPeriodsAt(zone, sunday).week).toBe('2026-11-22');
  });
});
