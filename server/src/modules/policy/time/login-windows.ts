import type { LoginWindow } from '../../subscribers/index.ts';
import type { CivilZone } from './civil-zone.ts';

/**
 * Login hours as minutes of the week, counted from Monday 00:00: opens, closes, opens, closes, ascending,
 * touching windows joined. Equal hours of many subscribers can share one.
 */
export type WeeklyHours = readonly number[];

const minutesPerDay = 1440;
export const minutesPerWeek = 7 * minutesPerDay;
const msPerMinute = 60_000;
const msPerWeek = minutesPerWeek * msPerMinute;
/** 1970-01-05 was a Monday. */
const firstMondayMs = 4 * minutesPerDay * msPerMinute;
/** Changes of the clocks that may fall between now and the next opening or closing. */
const maxClockChanges = 4;

/** Prepares login hours; null when they forbid nothing. Throws RangeError for a day or time that is none. */
export function compileLoginWindows(windows: readonly LoginWindow[]): WeeklyHours | null {
  if (windows.length === 0) return null;
  const stretches = windows.flatMap(({ days, from, to }) => {
    const opens = minuteOfDay(from);
    const closes = minuteOfDay(to);
    const length = closes > opens ? closes - opens : closes + minutesPerDay - opens;
    return days.flatMap((day) => splitAtWeekEnd(startOfDay(day) + opens, length));
  });
  stretches.sort((a, b) => a.from - b.from);
  const hours: number[] = [];
  for (const { from, to } of stretches) {
    if (hours.length > 0 && from <= hours.at(-1)!) hours[hours.length - 1] = Math.max(hours.at(-1)!, to);
    else hours.push(from, to);
  }
  const isWholeWeek = hours.length === 2 && hours[0] === 0 && hours[1] === minutesPerWeek;
  return isWholeWeek ? null : hours;
}

/**
 * Whether a login is allowed at this instant, and the instant until which that holds. Right across changes
 * of the clocks: a window lasts as long as the civil clock shows a time inside it.
 */
export function loginHoursAt(
  hours: WeeklyHours,
  { zone, nowMs }: { zone: CivilZone; nowMs: number },
): { isOpen: boolean; untilMs: number } {
  const isOpen = isInside(hours, weekMsAt(zone, nowMs));
  let atMs = nowMs;
  for (let step = 0; step < hours.length + maxClockChanges; step++) {
    const weekMs = weekMsAt(zone, atMs);
    atMs = Math.min(atMs + nextBoundaryMs(hours, weekMs) - weekMs, zone.spanAt(atMs).untilMs);
    if (isInside(hours, weekMsAt(zone, atMs)) !== isOpen) break;
  }
  return { isOpen, untilMs: atMs };
}

/** Milliseconds since Monday 00:00 on the civil clock. */
function weekMsAt(zone: CivilZone, instantMs: number): number {
  const sinceMonday = (instantMs + zone.spanAt(instantMs).offsetMs - firstMondayMs) % msPerWeek;
  return sinceMonday < 0 ? sinceMonday + msPerWeek : sinceMonday;
}

function isInside(hours: WeeklyHours, weekMs: number): boolean {
  for (let i = 0; i < hours.length; i += 2) {
    if (weekMs < hours[i]! * msPerMinute) return false;
    if (weekMs < hours[i + 1]! * msPerMinute) return true;
  }
  return false;
}

/** The first opening, closing or end of the week after this moment. */
function nextBoundaryMs(hours: WeeklyHours, weekMs: number): number {
  for (const minute of hours) {
    if (minute * msPerMinute > weekMs) return minute * msPerMinute;
  }
  return msPerWeek;
}

/** A window from Sunday evening into Monday is two stretches of the week. */
function splitAtWeekEnd(from: number, length: number): { from: number; to: number }[] {
  const to = from + length;
  if (to <= minutesPerWeek) return [{ from, to }];
  return [
    { from, to: minutesPerWeek },
    { from: 0, to: to - minutesPerWeek },
  ];
}

function startOfDay(day: number): number {
  if (!Number.isInteger(day) || day < 1 || day > 7) throw new RangeError(`${day} is no ISO weekday`);
  return (day - 1) * minutesPerDay;
}

function minuteOfDay(text: string): number {
  const match = /^(\d\d):(\d\d)$/.exec(text);
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : NaN;
  if (!match || Number(match[2]) > 59 || minute > minutesPerDay)
    throw new RangeError(`"${text}" is no time of day`);
  return minute;
}
