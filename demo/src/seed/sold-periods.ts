import { periodEnd } from '@trunkline/server/modules/subscriptions/validity.ts';
import type { CastMember } from '../cast/cast.ts';
import type { DemoPlan } from '../cast/plan-catalogue.ts';
import { timeZone } from '../daily-curve.ts';

/** One paid stretch, as the product counts them. */
export interface SoldPeriod {
  /** 1 for the first one ever sold. */
  readonly number: number;
  /** Where the counting began. */
  readonly anchorMs: number;
  readonly startsMs: number;
  /** Null: without an end. */
  readonly expiresMs: number | null;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The history of a subscription shows so many. */
const shownPeriods = 4;
/** Weekly plans of many years; more is a calendar gone wrong. */
const mostPeriods = 2_000;

/** What a member has bought up to now, the oldest first; the last one holds now, or is the one that ended. */
export function soldPeriods(member: CastMember, plan: DemoPlan, nowMs: number): SoldPeriod[] {
  const { trouble } = member;
  if (trouble === 'never-sold') return [];
  const joinedMs = joinedAt(member, nowMs);
  const { validity } = plan;
  if (!validity) return [{ number: 1, anchorMs: joinedMs, startsMs: joinedMs, expiresMs: null }];
  const endOf = (anchorMs: number, periodNumber: number): number =>
    periodEnd(new Date(anchorMs), { validity, timeZone, periodNumber }).getTime();
  const endedMs = whenItEnded(member, nowMs);
  const untilMs = endedMs ?? nowMs;
  let last = 1;
  while (last < mostPeriods && endOf(joinedMs, last) <= untilMs) last++;
  // Who let it end has an anchor that puts the end of the last period there.
  const anchorMs = endedMs === undefined ? joinedMs : endOf(endedMs, -last);
  return Array.from({ length: Math.min(last, shownPeriods) }, (_, place) => {
    const number = last - Math.min(last, shownPeriods) + place + 1;
    const startsMs = number === 1 ? anchorMs : endOf(anchorMs, number - 1);
    return { number, anchorMs, startsMs, expiresMs: endOf(anchorMs, number) };
  });
}

/** In office hours of the tenant's day. */
export function joinedAt({ joinedDaysAgo, index }: CastMember, nowMs: number): number {
  return nowMs - joinedDaysAgo * dayMs - (index % 7) * hourMs - (index % 53) * 60_000;
}

function whenItEnded({ trouble, troubledDays, index }: CastMember, nowMs: number): number | undefined {
  // Beyond the grace of a day.
  if (trouble === 'expired') return nowMs - (troubledDays + 1) * dayMs;
  // Within it, and for hours to come.
  if (trouble === 'in-grace') return nowMs - (1 + (index % 12)) * hourMs;
  return undefined;
}
