import { civilPeriodsAt, instantOf, type CivilPeriods, type CivilZone } from '../policy/index.ts';
import type { ProposedTerms } from './proposed-plan.ts';
import { mostDays } from './simulation.ts';

/** Civil days, both included, and the instants between which they last, the last one exclusive. */
export interface DayRange {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly fromMs: number;
  readonly toMs: number;
}

const dayMs = 86_400_000;

export function dayRange(
  zone: CivilZone,
  { firstDay, lastDay }: { firstDay: string; lastDay: string },
): DayRange {
  const holding = (day: string): CivilPeriods => {
    // Noon lies in its own day whatever the clocks do at midnight.
    return civilPeriodsAt(zone, instantOf(zone, Date.parse(day) + dayMs / 2));
  };
  return { firstDay, lastDay, fromMs: holding(firstDay).dayFromMs, toMs: holding(lastDay).dayUntilMs };
}

/** Days from the first up to and with the last. */
export function countDays({ firstDay, lastDay }: { firstDay: string; lastDay: string }): number {
  return Math.round((Date.parse(lastDay) - Date.parse(firstDay)) / dayMs) + 1;
}

/**
 * The day from which usage is to be played so that all counts are right on the first day of the range: its own, or that
 * on which the longest period began which the terms count by.
 */
export function warmUpDays(terms: ProposedTerms, atStart: CivilPeriods): string {
  const { quota, fairUse, validity } = terms;
  const counted = new Set<string>(fairUse.map(({ period }) => period));
  const starts = [atStart.day];
  if (counted.has('week') || quota?.period === 'weekly') starts.push(atStart.week);
  if (counted.has('month') || quota?.period === 'monthly') starts.push(atStart.month);
  if (quota?.period === 'anniversary') starts.push(daysBefore(atStart.day, 31));
  if (quota?.period === 'one_time') starts.push(daysBefore(atStart.day, lengthInDays(validity)));
  return starts.reduce((first, day) => (day < first ? day : first));
}

/** Of a quota that is given once; one that never ends is played from as far back as any. */
function lengthInDays(validity: ProposedTerms['validity']): number {
  if (validity === null) return mostDays;
  const daysOf = { minute: 1 / 1_440, hour: 1 / 24, day: 1, week: 7, month: 31 };
  return Math.min(mostDays, Math.ceil(validity.count * daysOf[validity.unit]));
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10);
}
