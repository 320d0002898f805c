import type { WeeklyHours } from '../policy/index.ts';
import { zoneNamed } from './civil-dates.ts';

/** In the order of the speed rules: of several that hold at an instant the first decides. */
export type CountedHours = readonly { readonly hours: WeeklyHours; readonly percent: number }[];

const minuteMs = 60_000;
const weekMs = 7 * 86_400_000;
/** 1970-01-05 was a Monday, on which the minutes of the week begin. */
const firstMondayMs = 4 * 86_400_000;

/**
 * How much of what a delta brings counts, 0 to 1: it is taken as spread evenly over the time that it covers, of which
 * no more than the last week is looked at. The clocks are taken as they stand at its end.
 */
export function countedShare(
  hours: CountedHours,
  { fromMs, atMs, timeZone }: { fromMs: number; atMs: number; timeZone: string },
): number {
  const offsetMs = zoneNamed(timeZone).spanAt(atMs).offsetMs;
  const endMs = atMs + offsetMs - firstMondayMs;
  const lengthMs = Math.min(Math.max(atMs - fromMs, 1), weekMs);
  let counted = 0;
  for (let at = endMs - lengthMs; at < endMs;) {
    const { percent, untilMs } = holdingAt(hours, at);
    const until = Math.min(untilMs, endMs);
    counted += (until - at) * percent;
    at = until;
  }
  return counted / (lengthMs * 100);
}

/** What counts at this moment of the civil clock, and until when that certainly holds. */
function holdingAt(hours: CountedHours, civilMs: number): { percent: number; untilMs: number } {
  const inWeekMs = ((civilMs % weekMs) + weekMs) % weekMs;
  const weekStartMs = civilMs - inWeekMs;
  let untilMs = weekMs;
  let percent: number | undefined;
  for (const rule of hours) {
    const passed = rule.hours.findIndex((minute) => minute * minuteMs > inWeekMs);
    // Odd: it has opened and not yet closed.
    if (passed % 2 === 1) percent ??= rule.percent;
    if (passed >= 0) untilMs = Math.min(untilMs, rule.hours[passed]! * minuteMs);
  }
  return { percent: percent ?? 100, untilMs: weekStartMs + untilMs };
}
