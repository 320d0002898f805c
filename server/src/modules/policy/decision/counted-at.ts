import { civilPeriodsAt } from '../time/civil-periods.ts';
import type { CivilPeriods, CivilZone } from '../time/civil-zone.ts';
import type { FairUseTier, MeteredUsage } from '../policy.ts';

/** What was counted in the day, week and month that run now. */
export interface Counted {
  readonly periods: CivilPeriods;
  readonly day: PeriodCount;
  readonly week: PeriodCount;
  readonly month: PeriodCount;
}

export interface PeriodCount {
  readonly usedBytes: number;
  readonly untilMs: number;
}

/** A figure of another period than the one that runs now is of the past: nothing of this one was counted. */
export function countedAt(usage: MeteredUsage | null, zone: CivilZone, nowMs: number): Counted {
  const periods = civilPeriodsAt(zone, nowMs);
  return {
    periods,
    day: { usedBytes: usage?.day === periods.day ? usage.dayBytes : 0, untilMs: periods.dayUntilMs },
    week: { usedBytes: usage?.week === periods.week ? usage.weekBytes : 0, untilMs: periods.weekUntilMs },
    month: {
      usedBytes: usage?.month === periods.month ? usage.monthBytes : 0,
      untilMs: periods.monthUntilMs,
    },
  };
}

export function isReached(tier: FairUseTier, counted: Counted): boolean {
  return counted[tier.period].usedBytes >= tier.thresholdBytes;
}
