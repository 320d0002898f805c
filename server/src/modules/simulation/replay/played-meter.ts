import {
  civilPeriodsAt,
  type CivilZone,
  type MeteredUsage,
  type Metering,
  type PolicySubscriber,
  type StoredAttribute,
  type TopUp,
} from '../../policy/index.ts';
import type { Standing } from './standing-at.ts';

/** What a replay has counted of one subscriber: the meter of `quota`, without a database. */
export class PlayedMeter {
  readonly #zone: CivilZone;
  readonly #usage: { -readonly [Name in keyof MeteredUsage]: MeteredUsage[Name] } = {
    day: '',
    dayBytes: 0,
    week: '',
    weekBytes: 0,
    month: '',
    monthBytes: 0,
    quotaFromMs: null,
    quotaBytes: 0,
    quotaTimeS: 0,
  };
  /** All that was bought in the quota's running period, as one. */
  #topUp: TopUp | undefined;

  constructor(zone: CivilZone) {
    this.#zone = zone;
  }

  asSeenBy(subscriber: PolicySubscriber<StoredAttribute>): PolicySubscriber<StoredAttribute> {
    return { ...subscriber, usage: this.#usage, topUps: this.#topUp ? [this.#topUp] : [] };
  }

  /** Another period of the quota begins its count, and what was bought in the last one is gone. */
  follow(metering: Metering | undefined): void {
    const fromMs = metering?.quota?.fromMs ?? null;
    if (fromMs === null || fromMs === this.#usage.quotaFromMs) return;
    this.#usage.quotaFromMs = fromMs;
    this.#usage.quotaBytes = 0;
    this.#usage.quotaTimeS = 0;
    this.#topUp = undefined;
  }

  topUp(bytes: number, atMs: number): void {
    const { atMs: firstAtMs, bytes: before } = this.#topUp ?? { atMs, bytes: 0 };
    this.#topUp = { atMs: firstAtMs, untilMs: null, bytes: before + bytes, timeS: 0 };
  }

  /**
   * Counts what passes, spread evenly over the span. Answers the instant at which a count reaches the next alarm, where
   * counting has stopped; null: none does.
   */
  count(
    { metering, weight }: Standing,
    { fromMs, toMs }: { fromMs: number; toMs: number },
    passing: { downloadBytes: number; uploadBytes: number; timeS: number },
  ): number | null {
    if (!metering) return null;
    this.#begin(fromMs);
    const { downloadBytes, uploadBytes, timeS } = passing;
    const bytes = (metering.counts === 'download' ? downloadBytes : downloadBytes + uploadBytes) * weight;
    const share = this.#shareUntil(metering, { bytes, timeS });
    if (share > 1) {
      this.#add(metering, { bytes, timeS });
      return null;
    }
    const afterMs = Math.ceil(share * (toMs - fromMs) - hair);
    const reachedMs = Math.min(toMs, fromMs + Math.max(1, afterMs));
    const played = (reachedMs - fromMs) / (toMs - fromMs);
    this.#add(metering, { bytes: bytes * played, timeS: timeS * played });
    return reachedMs;
  }

  #begin(atMs: number): void {
    const { day, week, month } = civilPeriodsAt(this.#zone, atMs);
    const usage = this.#usage;
    if (usage.day === day) return;
    usage.day = day;
    usage.dayBytes = 0;
    if (usage.week !== week) [usage.week, usage.weekBytes] = [week, 0];
    if (usage.month !== month) [usage.month, usage.monthBytes] = [month, 0];
  }

  /** The share of these counts at which the first alarm is reached; Infinity: none is. */
  #shareUntil(metering: Metering, { bytes, timeS }: { bytes: number; timeS: number }): number {
    const usage = this.#usage;
    return Math.min(
      shareOf(metering.dayAlarmBytes, usage.dayBytes, bytes),
      shareOf(metering.weekAlarmBytes, usage.weekBytes, bytes),
      shareOf(metering.monthAlarmBytes, usage.monthBytes, bytes),
      shareOf(metering.quota?.alarmBytes ?? null, usage.quotaBytes, bytes),
      shareOf(metering.quota?.alarmTimeS ?? null, usage.quotaTimeS, timeS),
    );
  }

  /** Rounding leaves no count a hair below the alarm that it has reached. */
  #add(metering: Metering, { bytes, timeS }: { bytes: number; timeS: number }): void {
    const usage = this.#usage;
    usage.dayBytes = added(usage.dayBytes, bytes, metering.dayAlarmBytes);
    usage.weekBytes = added(usage.weekBytes, bytes, metering.weekAlarmBytes);
    usage.monthBytes = added(usage.monthBytes, bytes, metering.monthAlarmBytes);
    if (!metering.quota) return;
    usage.quotaBytes = added(usage.quotaBytes, bytes, metering.quota.alarmBytes);
    usage.quotaTimeS = added(usage.quotaTimeS, timeS, metering.quota.alarmTimeS);
  }
}

/** A thousandth of a byte, of a second or of a millisecond: what arithmetic may lose on the way. */
const hair = 0.001;

function shareOf(alarm: number | null, count: number, more: number): number {
  return alarm === null || more <= 0 ? Infinity : (alarm - count) / more;
}

function added(count: number, more: number, alarm: number | null): number {
  const sum = count + more;
  return alarm !== null && Math.abs(sum - alarm) < hair ? alarm : sum;
}
