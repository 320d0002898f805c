import { civilPeriodsAt } from './civil-periods.ts';
import { civilMsAt, instantOf, msPerDay } from './civil-time.ts';
import type { CivilZone } from './civil-zone.ts';
import type { PolicySubscription, QuotaPeriod } from '../policy.ts';

export interface PeriodBounds {
  readonly fromMs: number;
  /** Exclusive; null: it has no end of its own. */
  readonly untilMs: number | null;
}

/**
 * The period of a quota that holds this instant. Days, weeks and months are the zone's; anniversaries are counted from
 * the subscription's anchor, each by itself, so that the 31st comes back after a February; `one_time` is the
 * subscription.
 */
export function quotaPeriodAt(
  period: QuotaPeriod,
  context: {
    readonly subscription: Pick<PolicySubscription, 'anchorAtMs' | 'startsAtMs'>;
    readonly zone: CivilZone;
    readonly nowMs: number;
  },
): PeriodBounds {
  const { subscription, zone, nowMs } = context;
  if (period === 'one_time') return { fromMs: subscription.startsAtMs, untilMs: null };
  if (period === 'anniversary') return anniversaryAt(zone, subscription.anchorAtMs, nowMs);
  const periods = civilPeriodsAt(zone, nowMs);
  if (period === 'daily') return { fromMs: periods.dayFromMs, untilMs: periods.dayUntilMs };
  if (period === 'weekly') return { fromMs: periods.weekFromMs, untilMs: periods.weekUntilMs };
  return { fromMs: periods.monthFromMs, untilMs: periods.monthUntilMs };
}

function anniversaryAt(zone: CivilZone, anchorAtMs: number, nowMs: number): PeriodBounds {
  const anchor = civilMsAt(zone, anchorAtMs);
  const first = new Date(anchor);
  const shown = new Date(civilMsAt(zone, nowMs));
  const years = shown.getUTCFullYear() - first.getUTCFullYear();
  const estimate = years * 12 + shown.getUTCMonth() - first.getUTCMonth();
  // The estimate is right or, before the anchor's day of the month, one too many.
  const from = monthsAfter(zone, anchor, estimate);
  const number = from <= nowMs ? estimate : estimate - 1;
  return {
    fromMs: number === estimate ? from : monthsAfter(zone, anchor, number),
    untilMs: monthsAfter(zone, anchor, number + 1),
  };
}

/** The same day of the month and time of day; a day that the month does not have is its last. */
function monthsAfter(zone: CivilZone, anchorCivilMs: number, months: number): number {
  const anchor = new Date(anchorCivilMs);
  const [year, month] = [anchor.getUTCFullYear(), anchor.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeOfDayMs = ((anchorCivilMs % msPerDay) + msPerDay) % msPerDay;
  return instantOf(zone, Date.UTC(year, month, Math.min(anchor.getUTCDate(), lastDay)) + timeOfDayMs);
}
