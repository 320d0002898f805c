import { Temporal } from 'temporal-polyfill';
import type { Validity } from '../plans/index.ts';

/** One paid stretch of a subscription. */
export interface Period {
  startsAt: Date;
  /** Exclusive; null: no end. */
  expiresAt: Date | null;
  /** Where the counting of periods began; null: this is the first, counted from `startsAt`. */
  anchorAt: Date | null;
  /** 1 for the first. */
  periodNumber: number;
}

export interface CalendarRules {
  /** Null: no end. */
  validity: Validity | null;
  /** The tenant's IANA zone, in which days and months are counted. */
  timeZone: string;
}

/**
 * When the nth period that began at the anchor ends: n × validity after it. Minutes and hours are exact. Days, weeks and
 * months are civil time: the same time of day in the zone, whatever its clocks do in between; a day that a
 * month does not have is that month's last. Always counted from the anchor, so that 31 January is followed
 * by 28 February and then by 31 March.
 */
export function periodEnd(
  anchorAt: Date,
  { validity, timeZone, periodNumber }: { validity: Validity; timeZone: string; periodNumber: number },
): Date {
  const amount = validity.count * periodNumber;
  const { unit } = validity;
  if (unit === 'minute' || unit === 'hour') return new Date(anchorAt.getTime() + amount * longestMs[unit]);
  const end = civilTime(anchorAt, timeZone).add({ [`${unit}s`]: amount });
  return new Date(end.epochMilliseconds);
}

/** The period of a new purchase. */
export function firstPeriod(startsAt: Date, { validity, timeZone }: CalendarRules): Period {
  const expiresAt = validity && periodEnd(startsAt, { validity, timeZone, periodNumber: 1 });
  return { startsAt, expiresAt, anchorAt: null, periodNumber: 1 };
}

/**
 * The period that follows one with an end. It goes on counting from the same anchor as long as the one
 * before ended where the count says; after an extension or with another validity it counts anew from the
 * end. Periods that were missed altogether are skipped: the answer always ends after `now`.
 */
export function nextPeriod(
  previous: Period,
  { validity, timeZone, now }: CalendarRules & { now: Date },
): Period {
  const endedAt = previous.expiresAt;
  if (endedAt === null) throw new RangeError('nextPeriod: the period before has no end');
  if (validity === null) return { startsAt: endedAt, expiresAt: null, anchorAt: null, periodNumber: 1 };
  const endOf = (anchor: Date, periodNumber: number): Date =>
    periodEnd(anchor, { validity, timeZone, periodNumber });
  const counted = previous.anchorAt ?? previous.startsAt;
  const goesOn = endOf(counted, previous.periodNumber).getTime() === endedAt.getTime();
  const anchor = goesOn ? counted : endedAt;
  const following = goesOn ? previous.periodNumber + 1 : 1;
  const periodNumber = Math.max(following, lastWholePeriod(anchor, validity, now));
  return openPeriod(anchor, { from: periodNumber, endOf, now });
}

/** The end of a subscription moved on: seconds are exact, days are civil. */
export function extendedEnd(
  from: Date,
  by: { seconds: number } | { days: number },
  { timeZone }: { timeZone: string },
): Date {
  if ('seconds' in by) return new Date(from.getTime() + by.seconds * 1000);
  return new Date(civilTime(from, timeZone).add({ days: by.days }).epochMilliseconds);
}

const msPerHour = 3_600_000;
/** No civil day, week and month is longer. */
const longestMs = {
  minute: 60_000,
  hour: msPerHour,
  day: 25 * msPerHour,
  week: (7 * 24 + 1) * msPerHour,
  month: (31 * 24 + 1) * msPerHour,
} as const;
/** More than the shortfall of the estimate over ten years; reached only by a calendar gone wrong. */
const mostSteps = 1000;

/** A number of periods that has surely gone by; a few steps short of the truth. */
function lastWholePeriod(anchor: Date, validity: Validity, now: Date): number {
  const elapsedMs = now.getTime() - anchor.getTime();
  return Math.floor(elapsedMs / (longestMs[validity.unit] * validity.count));
}

/** The first period from number `from` that has a length and ends after `now`. */
function openPeriod(
  anchor: Date,
  { from, endOf, now }: { from: number; endOf: (anchor: Date, periodNumber: number) => Date; now: Date },
): Period {
  for (let periodNumber = from; periodNumber < from + mostSteps; periodNumber++) {
    const startsAt = periodNumber === 1 ? anchor : endOf(anchor, periodNumber - 1);
    const expiresAt = endOf(anchor, periodNumber);
    // A zone that skips a whole day (Apia, 30 December 2011) has a daily period without any length.
    if (expiresAt > startsAt && expiresAt > now) {
      return { startsAt, expiresAt, anchorAt: periodNumber === 1 ? null : anchor, periodNumber };
    }
  }
  throw new RangeError('nextPeriod: no period ends after now');
}

function civilTime(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}
