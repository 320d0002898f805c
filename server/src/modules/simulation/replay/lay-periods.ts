import { civilMsAt, instantOf, type CivilZone } from '../../policy/index.ts';
import type { Validity } from '../../plans/index.ts';

/** A stretch in which somebody was served without a gap, by whatever subscriptions. */
export interface Run {
  readonly startsAtMs: number;
  /** Exclusive; Infinity: no end. */
  readonly endsAtMs: number;
}

/** One paid period of the terms that are tried. */
export interface PaidPeriod extends Run {
  /** The start of its run: where the counting of periods began. */
  readonly anchorAtMs: number;
}

/** What was really sold to somebody. */
export interface SoldPeriod extends Run {
  readonly priceMinor: number;
  readonly hasEnd: boolean;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** No period of a unit is longer: what an estimate of how many have gone by may divide by. */
const longestMs = {
  minute: 60_000,
  hour: hourMs,
  day: dayMs + hourMs,
  week: 7 * dayMs + hourMs,
  month: 31 * dayMs + hourMs,
};
/** More than the days of the longest replay, and than an estimate over ten years falls short by. */
const mostPeriods = 400;

/** Subscriptions that follow on one another, or overlap, are one run. */
export function runsOf(sold: readonly Run[]): Run[] {
  const runs: { startsAtMs: number; endsAtMs: number }[] = [];
  for (const { startsAtMs, endsAtMs } of sold.toSorted((a, b) => a.startsAtMs - b.startsAtMs)) {
    const last = runs.at(-1);
    if (last && startsAtMs <= last.endsAtMs) last.endsAtMs = Math.max(last.endsAtMs, endsAtMs);
    else runs.push({ startsAtMs, endsAtMs });
  }
  return runs;
}

/**
 * The periods of the terms that are tried, laid over the runs one after the other: each run begins with one, and a new
 * one follows at each end. Those that touch the range. Without a validity a run is one period.
 */
export function layPeriods(
  runs: readonly Run[],
  { validity, zone, fromMs, toMs }: { validity: Validity | null; zone: CivilZone } & RangeMs,
): PaidPeriod[] {
  const laid: PaidPeriod[] = [];
  for (const run of runs) {
    if (run.endsAtMs <= fromMs || run.startsAtMs >= toMs) continue;
    const anchorAtMs = run.startsAtMs;
    if (validity === null) {
      laid.push({ ...run, anchorAtMs });
      continue;
    }
    const turn = (number: number): number => turnAt(zone, anchorAtMs, validity, number);
    const first = surelyPast({ anchorAtMs, validity }, fromMs);
    for (let number = first; number < first + mostPeriods; number++) {
      const startsAtMs = turn(number);
      if (startsAtMs >= Math.min(toMs, run.endsAtMs)) break;
      const endsAtMs = Math.min(turn(number + 1), run.endsAtMs);
      if (endsAtMs > Math.max(fromMs, startsAtMs)) laid.push({ startsAtMs, endsAtMs, anchorAtMs });
    }
  }
  return laid;
}

interface RangeMs {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

/**
 * How often in the range one pays for periods like these: once at the start of each, for one without an end once a month
 * from its start.
 */
export function paymentsIn(
  periods: readonly Run[],
  { hasEnd, zone, fromMs, toMs }: { hasEnd: boolean; zone: CivilZone } & RangeMs,
): number {
  if (hasEnd) return periods.filter(({ startsAtMs }) => startsAtMs >= fromMs && startsAtMs < toMs).length;
  const monthly = { validity: { count: 1, unit: 'month' }, zone, fromMs, toMs } as const;
  return layPeriods(periods, monthly).filter(({ startsAtMs }) => startsAtMs >= fromMs).length;
}

/** When the period with this number begins, counted from 0: by the civil clock, but for minutes and hours. */
function turnAt(zone: CivilZone, anchorMs: number, { count, unit }: Validity, number: number): number {
  const amount = count * number;
  if (amount === 0) return anchorMs;
  if (unit === 'minute' || unit === 'hour') return anchorMs + amount * longestMs[unit];
  const civilMs = civilMsAt(zone, anchorMs);
  if (unit !== 'month') return instantOf(zone, civilMs + amount * (unit === 'week' ? 7 : 1) * dayMs);
  const first = new Date(civilMs);
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + amount];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeOfDayMs = ((civilMs % dayMs) + dayMs) % dayMs;
  return instantOf(zone, Date.UTC(year, month, Math.min(first.getUTCDate(), lastDay)) + timeOfDayMs);
}

/** A number of periods that have surely begun before the instant; a few short of the truth. */
function surelyPast(
  { anchorAtMs, validity }: { anchorAtMs: number; validity: Validity },
  instantMs: number,
): number {
  return Math.max(0, Math.floor((instantMs - anchorAtMs) / (longestMs[validity.unit] * validity.count)) - 1);
}
