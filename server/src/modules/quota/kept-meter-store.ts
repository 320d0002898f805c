import { sql, type RawBuilder } from 'kysely';
import { plainArray, textArray, type Tx } from '../../platform/db/index.ts';
import type { CountedHours } from './counted-hours.ts';
import type { SubscriberKey } from './meter-usage.ts';
import { hoursText, type Meter } from './meter.ts';

interface Column {
  name: string;
  property: keyof Meter;
  kind: 'text' | 'date' | 'bigint' | 'instant' | 'json' | 'boolean';
}

const columns: readonly Column[] = [
  { name: 'is_in_force', property: 'isInForce', kind: 'boolean' },
  { name: 'counts', property: 'counts', kind: 'text' },
  { name: 'counted_hours', property: 'countedHours', kind: 'json' },
  { name: 'day', property: 'day', kind: 'date' },
  { name: 'day_bytes', property: 'dayBytes', kind: 'bigint' },
  { name: 'day_alarm_bytes', property: 'dayAlarmBytes', kind: 'bigint' },
  { name: 'week', property: 'week', kind: 'date' },
  { name: 'week_bytes', property: 'weekBytes', kind: 'bigint' },
  { name: 'week_alarm_bytes', property: 'weekAlarmBytes', kind: 'bigint' },
  { name: 'month', property: 'month', kind: 'date' },
  { name: 'month_bytes', property: 'monthBytes', kind: 'bigint' },
  { name: 'month_alarm_bytes', property: 'monthAlarmBytes', kind: 'bigint' },
  { name: 'quota_period', property: 'quotaPeriod', kind: 'text' },
  { name: 'quota_from', property: 'quotaFromMs', kind: 'instant' },
  { name: 'quota_until', property: 'quotaUntilMs', kind: 'instant' },
  { name: 'quota_bytes', property: 'quotaBytes', kind: 'bigint' },
  { name: 'quota_time_s', property: 'quotaTimeS', kind: 'bigint' },
  { name: 'quota_limit_bytes', property: 'quotaLimitBytes', kind: 'bigint' },
  { name: 'quota_limit_time_s', property: 'quotaLimitTimeS', kind: 'bigint' },
  { name: 'quota_alarm_bytes', property: 'quotaAlarmBytes', kind: 'bigint' },
  { name: 'quota_alarm_time_s', property: 'quotaAlarmTimeS', kind: 'bigint' },
];
const names = sql.raw(columns.map(({ name }) => name).join(', '));
const values = sql.raw(columns.map(valueOf).join(', '));

/** Which of these subscribers have a meter. */
export async function findMeters(tx: Tx, keys: readonly SubscriberKey[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ subscriberId: string }>`
    select m.subscriber_id from ${keyRows(keys)} join quota.meter m using (tenant_id, subscriber_id)`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.subscriberId));
}

/** The meters of these subscribers, locked in the order in which the fold adds to them. */
export async function lockMeters(tx: Tx, keys: readonly SubscriberKey[]): Promise<Map<string, Meter>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<MeterRow>`
    select ${stored} from ${keyRows(keys)} join quota.meter m using (tenant_id, subscriber_id)
    order by m.subscriber_id for update of m`.execute(tx);
  return new Map(rows.map((row) => [row.subscriberId, toMeter(row)]));
}

/** Answers those that were not there; another may have been quicker. */
export async function insertMeters(tx: Tx, meters: readonly Meter[]): Promise<Map<string, Meter>> {
  const { rows } = await sql<{ subscriberId: string }>`
    insert into quota.meter (tenant_id, subscriber_id, ${names})
    select r.tenant_id, r.subscriber_id, ${values} from ${meterRows(meters)}
    on conflict (tenant_id, subscriber_id) do nothing returning subscriber_id`.execute(tx);
  const inserted = new Set(rows.map((row) => row.subscriberId));
  return new Map(
    meters
      .filter(({ subscriberId }) => inserted.has(subscriberId))
      .map((meter) => [meter.subscriberId, meter]),
  );
}

/** Writes meters that this transaction has locked. */
export async function changeMeters(tx: Tx, meters: readonly Meter[]): Promise<void> {
  if (meters.length === 0) return;
  await sql`update quota.meter m set (${names}) = row(${values}) from ${meterRows(meters)}
    where m.tenant_id = r.tenant_id and m.subscriber_id = r.subscriber_id`.execute(tx);
}

/** Leaves the meters of these subscribers counting, without alarms. */
export async function restMeters(tx: Tx, keys: readonly SubscriberKey[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`with resting as (
      select m.tenant_id, m.subscriber_id from ${keyRows(keys)} join quota.meter m using (tenant_id, subscriber_id)
      where m.is_in_force order by m.subscriber_id for update of m
    )
    update quota.meter m set is_in_force = false, day_alarm_bytes = null, week_alarm_bytes = null,
      month_alarm_bytes = null, quota_alarm_bytes = null, quota_alarm_time_s = null
    from resting where m.tenant_id = resting.tenant_id and m.subscriber_id = resting.subscriber_id`.execute(
    tx,
  );
}

function keyRows(keys: readonly SubscriberKey[]): RawBuilder<unknown> {
  return sql`unnest(${plainArray(keys.map((key) => key.tenantId))}::uuid[],
    ${plainArray(keys.map((key) => key.subscriberId))}::uuid[]) as k (tenant_id, subscriber_id)`;
}

const arrayTypes = {
  text: 'text',
  date: 'date',
  bigint: 'bigint',
  instant: 'float8',
  json: 'text',
  boolean: 'boolean',
} as const;

function meterRows(meters: readonly Meter[]): RawBuilder<unknown> {
  const arrays = columns.map(({ property, kind }) => {
    const cells = meters.map((meter) => meter[property]);
    const array = kind === 'json' ? textArray(cells as (string | null)[]) : plainArray(cells);
    return sql`${array}::${sql.raw(arrayTypes[kind])}[]`;
  });
  return sql`unnest(${plainArray(meters.map((meter) => meter.tenantId))}::uuid[],
    ${plainArray(meters.map((meter) => meter.subscriberId))}::uuid[], ${sql.join(arrays)})
    as r (tenant_id, subscriber_id, ${names})`;
}

function valueOf({ name, kind }: Column): string {
  if (kind === 'instant') return `to_timestamp(r.${name} / 1000)`;
  return kind === 'json' ? `r.${name}::jsonb` : `r.${name}`;
}

type MeterRow = Omit<Meter, 'countedHours' | 'quotaFromMs' | 'quotaUntilMs'> & {
  countedHours: CountedHours | null;
  quotaFrom: Date | null;
  quotaUntil: Date | null;
};

const stored = sql.raw(
  ['tenant_id', 'subscriber_id', ...columns.map(({ name }) => name)].map((name) => `m.${name}`).join(', '),
);

function toMeter({ countedHours, quotaFrom, quotaUntil, ...row }: MeterRow): Meter {
  return {
    ...row,
    countedHours: hoursText(countedHours),
    quotaFromMs: quotaFrom?.getTime() ?? null,
    quotaUntilMs: quotaUntil?.getTime() ?? null,
  };
}
