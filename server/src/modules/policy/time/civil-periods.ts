import { civilMsAt, msPerDay, startOfCivilDay } from './civil-time.ts';
import type { CivilPeriods, CivilZone } from './civil-zone.ts';

/** Days from 1970-01-01, a Thursday, back to a Sunday. */
const weekdayOfEpoch = 4;

/** Arithmetic, and once a day and zone at that. A day that has begun stays begun, whatever the clocks do then. */
export function civilPeriodsAt(zone: CivilZone, instantMs: number): CivilPeriods {
  const last = zone.lastPeriods;
  if (last && instantMs >= last.dayFromMs && instantMs < last.dayUntilMs) return last;
  zone.lastPeriods = readPeriods(zone, instantMs);
  return zone.lastPeriods;
}

function readPeriods(zone: CivilZone, instantMs: number): CivilPeriods {
  const shown = Math.floor(civilMsAt(zone, instantMs) / msPerDay);
  // The clocks may have gone back over a midnight that has been.
  const day = startOf(zone, shown + 1) <= instantMs ? shown + 1 : shown;
  const week = day - ((((day + weekdayOfEpoch) % 7) + 7) % 7);
  const date = new Date(day * msPerDay);
  const month = firstOfMonth(date, 0);
  return {
    day: dateOf(day),
    dayFromMs: startOf(zone, day),
    dayUntilMs: startOf(zone, day + 1),
    week: dateOf(week),
    weekFromMs: startOf(zone, week),
    weekUntilMs: startOf(zone, week + 7),
    month: dateOf(month),
    monthFromMs: startOf(zone, month),
    monthUntilMs: startOf(zone, firstOfMonth(date, 1)),
  };
}

function startOf(zone: CivilZone, day: number): number {
  return startOfCivilDay(zone, day * msPerDay);
}

function firstOfMonth(date: Date, monthsOn: number): number {
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsOn, 1) / msPerDay;
}

function dateOf(day: number): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}
