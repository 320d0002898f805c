import type { LoginWindow } from '../subscribers/index.ts';

/** A stretch of the week in minutes from Monday 00:00, the end exclusive. */
interface Stretch {
  from: number;
  to: number;
}

const minutesPerDay = 1440;
const minutesPerWeek = 7 * minutesPerDay;

/** The minutes of the week that these windows cover: ascending stretches that do not touch. Null covers all. */
export function weekMinutes(windows: readonly LoginWindow[] | null): readonly Stretch[] {
  if (windows === null) return [{ from: 0, to: minutesPerWeek }];
  const all = windows.flatMap(({ days, from, to }) => {
    const opens = minuteOfDay(from);
    const closes = minuteOfDay(to);
    const length = closes > opens ? closes - opens : closes + minutesPerDay - opens;
    return days.flatMap((day) => splitAtWeekEnd((day - 1) * minutesPerDay + opens, length));
  });
  const joined: Stretch[] = [];
  for (const stretch of all.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to);
    else joined.push({ ...stretch });
  }
  return joined;
}

/** Whether some minute is in both. */
export function doOverlap(a: readonly Stretch[], b: readonly Stretch[]): boolean {
  return a.some((one) => b.some((other) => one.from < other.to && other.from < one.to));
}

/** Whether every minute of `inner` is in `outer`. */
export function covers(outer: readonly Stretch[], inner: readonly Stretch[]): boolean {
  return inner.every((one) => outer.some((other) => other.from <= one.from && one.to <= other.to));
}

/** A window from Sunday evening into Monday is two stretches of the week. */
function splitAtWeekEnd(from: number, length: number): Stretch[] {
  const to = from + length;
  if (to <= minutesPerWeek) return [{ from, to }];
  return [
    { from, to: minutesPerWeek },
    { from: 0, to: to - minutesPerWeek },
  ];
}

/** Of a text that was checked before. */
function minuteOfDay(text: string): number {
  const [hours = '', minutes = ''] = text.split(':');
  return Number(hours) * 60 + Number(minutes);
}
