import type { Tx } from '../../platform/db/index.ts';
import { civilPeriodsAt, type CivilZone, type Metering, type QuotaPeriod } from '../policy/index.ts';
import { holdUsageDays, sumUsageDays, type UsagePeriods, type UsageSums } from '../sessions/index.ts';
import { civilDates, dayAfter, type CivilDates } from './civil-dates.ts';
import { announce } from './meter-store.ts';
import type { SubscriberKey } from './meter-usage.ts';
import { changeMeters, findMeters, insertMeters, lockMeters, restMeters } from './kept-meter-store.ts';
import { alarmNames, hoursText, isAtAlarm, type Meter } from './meter.ts';

/**
 * How a subscriber is to be counted from now on. Without `metering` the decision needs no count: who is suspended or
 * outside the hours keeps what was counted, and what a staff member has reset.
 */
export interface WantedMeter extends SubscriberKey {
  readonly metering: Metering | undefined;
  readonly nowMs: number;
  readonly zone: CivilZone;
}

/**
 * Makes the meters as the policy's decisions want them: begins those that are missing with what the days say has been
 * used, begins new periods, sets the alarms. Answers whose count is at one of its alarms already: traffic came between
 * the decision and this, and the policy is to be asked again. Call it before rows are taken that the fold takes later.
 */
export async function keepMeters(tx: Tx, wanted: readonly WantedMeter[]): Promise<SubscriberKey[]> {
  const bySubscriber = new Map(wanted.map((meter) => [meter.subscriberId, meter]));
  const sorted = [...bySubscriber.values()].toSorted((a, b) => (a.subscriberId < b.subscriberId ? -1 : 1));
  const kept = sorted.filter(isCounting);
  const begun = await beginMeters(tx, kept);
  const had = kept.filter(({ subscriberId }) => !begun.has(subscriberId));
  const { changed, atAlarm } = await adjustMeters(tx, had);
  await restMeters(
    tx,
    sorted.filter((meter) => !isCounting(meter)),
  );
  await announce(tx, [...begun.values(), ...changed]);
  return [...[...begun.values()].filter(isAtAlarm), ...atAlarm].map(toKey);
}

type Counting = WantedMeter & { readonly metering: Metering };

function isCounting(wanted: WantedMeter): wanted is Counting {
  return wanted.metering !== undefined;
}

/** Those that were missing, with what has been used; nobody adds to that before they are there to be added to. */
async function beginMeters(tx: Tx, wanted: readonly Counting[]): Promise<Map<string, Meter>> {
  const known = await findMeters(tx, wanted);
  const missing = wanted.filter(({ subscriberId }) => !known.has(subscriberId));
  if (missing.length === 0) return new Map();
  const periods = missing.map(periodsOf);
  await holdUsageDays(tx, periods);
  const sums = await sumUsageDays(tx, periods);
  const rows = missing.map((meter) => newMeter(meter, sums.get(meter.subscriberId)!));
  return insertMeters(tx, rows);
}

async function adjustMeters(
  tx: Tx,
  wanted: readonly Counting[],
): Promise<{ changed: Meter[]; atAlarm: Meter[] }> {
  const rows = await lockMeters(tx, wanted);
  const there = wanted.filter(({ subscriberId }) => rows.has(subscriberId));
  // While the meter is locked, what the days say is what it should say: the fold writes both or none.
  const unsure = there.filter((meter) => isUnsure(rows.get(meter.subscriberId)!, meter));
  const sums = await sumUsageDays(tx, unsure.map(periodsOf));
  const changes: { before: Meter; after: Meter }[] = [];
  const atAlarm: Meter[] = [];
  for (const meter of there) {
    const before = rows.get(meter.subscriberId)!;
    const after = adjusted(before, meter, sums.get(meter.subscriberId));
    if (JSON.stringify(toText(before)) !== JSON.stringify(toText(after))) changes.push({ before, after });
    if (isAtAlarm(after)) atAlarm.push(after);
  }
  await changeMeters(
    tx,
    changes.map(({ after }) => after),
  );
  return { changed: changes.filter(isNewsToLogins).map(({ after }) => after), atAlarm };
}

/** A bigint has no JSON of its own. */
function toText(meter: Meter): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(meter).map(([name, value]) => [name, value === null ? null : String(value)]),
  );
}

/**
 * A login asks for counts, which it is told at alarms and at the ends of sessions. Other alarms say that the answer
 * has changed, and another period that its count has.
 */
function isNewsToLogins({ before, after }: { before: Meter; after: Meter }): boolean {
  return before.quotaFromMs !== after.quotaFromMs || alarmNames.some((name) => before[name] !== after[name]);
}

/** The quota's period is another than was counted, or a clock that ran ahead has begun periods to come. */
function isUnsure(row: Meter, wanted: Counting): boolean {
  const { day, week, month } = datesOf(wanted);
  const isAhead = row.day > day || row.week > week || row.month > month;
  const quotaFromMs = wanted.metering.quota?.fromMs ?? null;
  return isAhead || (quotaFromMs !== null && quotaFromMs !== row.quotaFromMs);
}

function newMeter(wanted: Counting, sums: UsageSums): Meter {
  const { tenantId, subscriberId, metering } = wanted;
  const count = counting(metering);
  return {
    tenantId,
    subscriberId,
    ...datesOf(wanted),
    dayBytes: count(sums.day),
    weekBytes: count(sums.week),
    monthBytes: count(sums.month),
    quotaBytes: metering.quota ? count(sums.quota) : 0n,
    quotaTimeS: metering.quota ? sums.quota.sessionTimeS : 0n,
    ...settingsOf(wanted),
  };
}

/** `sums` where the row is not sure of its counts. */
function adjusted(row: Meter, wanted: Counting, sums: UsageSums | undefined): Meter {
  const { metering } = wanted;
  const dates = datesOf(wanted);
  const count = counting(metering);
  const carried = (name: keyof CivilDates, bytes: bigint): bigint => {
    if (row[name] === dates[name]) return bytes;
    return row[name] < dates[name] ? 0n : count(sums![name]);
  };
  const isSameQuota = (metering.quota?.fromMs ?? null) === row.quotaFromMs;
  const ofQuota = metering.quota ? sums?.quota : undefined;
  return {
    ...row,
    ...dates,
    dayBytes: carried('day', row.dayBytes),
    weekBytes: carried('week', row.weekBytes),
    monthBytes: carried('month', row.monthBytes),
    quotaBytes: isSameQuota ? row.quotaBytes : ofQuota ? count(ofQuota) : 0n,
    quotaTimeS: isSameQuota ? row.quotaTimeS : (ofQuota?.sessionTimeS ?? 0n),
    ...settingsOf(wanted),
  };
}

const counting =
  ({ counts }: Metering) =>
  ({ uploadBytes, downloadBytes }: { uploadBytes: bigint; downloadBytes: bigint }): bigint =>
    counts === 'download' ? downloadBytes : uploadBytes + downloadBytes;

function settingsOf({ metering, zone }: Counting) {
  const { counts, countedHours, quota, ...alarms } = metering;
  return {
    isInForce: true,
    counts,
    countedHours: hoursText(countedHours),
    dayAlarmBytes: toBigint(alarms.dayAlarmBytes),
    weekAlarmBytes: toBigint(alarms.weekAlarmBytes),
    monthAlarmBytes: toBigint(alarms.monthAlarmBytes),
    quotaPeriod: quota && periodOf(quota, zone),
    quotaFromMs: quota?.fromMs ?? null,
    quotaUntilMs: quota?.untilMs ?? null,
    quotaLimitBytes: toBigint(quota?.limitBytes),
    quotaLimitTimeS: toBigint(quota?.limitTimeS),
    quotaAlarmBytes: toBigint(quota?.alarmBytes),
    quotaAlarmTimeS: toBigint(quota?.alarmTimeS),
  };
}

/** What a period is called, by its bounds. A month from the 1st is a month, whatever it is the anniversary of. */
function periodOf(
  { fromMs, untilMs }: { fromMs: number; untilMs: number | null },
  zone: CivilZone,
): QuotaPeriod {
  if (untilMs === null) return 'one_time';
  const civil = civilPeriodsAt(zone, fromMs);
  if (fromMs === civil.dayFromMs && untilMs === civil.dayUntilMs) return 'daily';
  if (fromMs === civil.weekFromMs && untilMs === civil.weekUntilMs) return 'weekly';
  return fromMs === civil.monthFromMs && untilMs === civil.monthUntilMs ? 'monthly' : 'anniversary';
}

function toBigint(value: number | null | undefined): bigint | null {
  return value === null || value === undefined ? null : BigInt(value);
}

function datesOf({ zone, nowMs }: Counting): CivilDates {
  return civilDates(zone, nowMs);
}

/** A quota that began within a day counts from the next: what that day had before is not told apart. */
function periodsOf(wanted: Counting): UsagePeriods {
  const { tenantId, subscriberId, zone, metering } = wanted;
  let quotaDay: string | null = null;
  if (metering.quota) {
    const { fromMs } = metering.quota;
    quotaDay = civilDates(zone, fromMs).day;
    const hasBegunWithin = civilDates(zone, fromMs - 1).day === quotaDay;
    if (hasBegunWithin) quotaDay = dayAfter(quotaDay);
  }
  return { tenantId, subscriberId, ...datesOf(wanted), quotaDay };
}

function toKey({ tenantId, subscriberId }: SubscriberKey): SubscriberKey {
  return { tenantId, subscriberId };
}
