import type { QuotaPeriod } from '../policy/index.ts';
import type { CivilDates } from './civil-dates.ts';
import type { CountedHours } from './counted-hours.ts';

/** What a subscriber has used in the running periods, and at which counts the policy's answer changes. */
export interface Meter extends CivilDates {
  readonly tenantId: string;
  readonly subscriberId: string;
  /** False: the last decision asked for no count; it goes on without alarms. */
  readonly isInForce: boolean;
  readonly counts: 'both' | 'download';
  /** As JSON; null: every byte counts whole. */
  readonly countedHours: string | null;
  readonly dayBytes: bigint;
  readonly dayAlarmBytes: bigint | null;
  readonly weekBytes: bigint;
  readonly weekAlarmBytes: bigint | null;
  readonly monthBytes: bigint;
  readonly monthAlarmBytes: bigint | null;
  /** Null: the plan has no quota. */
  readonly quotaPeriod: QuotaPeriod | null;
  readonly quotaFromMs: number | null;
  readonly quotaUntilMs: number | null;
  readonly quotaBytes: bigint;
  readonly quotaTimeS: bigint;
  readonly quotaLimitBytes: bigint | null;
  readonly quotaLimitTimeS: bigint | null;
  readonly quotaAlarmBytes: bigint | null;
  readonly quotaAlarmTimeS: bigint | null;
}

export const alarmNames = [
  'dayAlarmBytes',
  'weekAlarmBytes',
  'monthAlarmBytes',
  'quotaAlarmBytes',
  'quotaAlarmTimeS',
] as const;

export function isAtAlarm(meter: Meter): boolean {
  const counts = [
    [meter.dayBytes, meter.dayAlarmBytes],
    [meter.weekBytes, meter.weekAlarmBytes],
    [meter.monthBytes, meter.monthAlarmBytes],
    [meter.quotaBytes, meter.quotaAlarmBytes],
    [meter.quotaTimeS, meter.quotaAlarmTimeS],
  ] as const;
  return counts.some(([count, alarm]) => alarm !== null && count >= alarm);
}

/** One text for the same hours, whoever made the objects. */
export function hoursText(hours: CountedHours | null): string | null {
  return hours && JSON.stringify(hours.map((rule) => ({ hours: rule.hours, percent: rule.percent })));
}
