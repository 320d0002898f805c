import { sql } from 'kysely';
import { plainArray, type Tx } from '../../platform/db/index.ts';
import type { UsageDelta } from '../sessions/index.ts';
import type { CountedHours } from './counted-hours.ts';
import type { MeterAddition, SubscriberKey } from './meter-usage.ts';

/** No count passes what JSON's integers hold: some router's garbage must not stop a subscriber's accounting. */
const maxCount = BigInt(Number.MAX_SAFE_INTEGER);

/** Which of these tenants have a meter at all. Two looks into indexes, so that others pay next to nothing. */
export async function findMeteringTenants(
  tx: Tx,
  tenantIds: readonly string[],
): Promise<Map<string, { hasCountedHours: boolean }>> {
  const { rows } = await sql<{ id: string; hasCountedHours: boolean }>`
    select t.id, exists (
      select from quota.meter m where m.tenant_id = t.id and m.counted_hours is not null
    ) as has_counted_hours
    from unnest(${plainArray(tenantIds)}::uuid[]) as t (id)
    where exists (select from quota.meter m where m.tenant_id = t.id)`.execute(tx);
  return new Map(rows.map(({ id, hasCountedHours }) => [id, { hasCountedHours }]));
}

/** The free hours of the subscribers of these deltas who have any. */
export async function readCountedHours(
  tx: Tx,
  deltas: readonly UsageDelta[],
): Promise<Map<string, CountedHours>> {
  if (deltas.length === 0) return new Map();
  const keys = [...new Map(deltas.map((delta) => [delta.subscriberId, delta])).values()];
  const { rows } = await sql<{ subscriberId: string; countedHours: CountedHours }>`
    select m.subscriber_id, m.counted_hours
    from unnest(${plainArray(keys.map((key) => key.tenantId))}::uuid[],
      ${plainArray(keys.map((key) => key.subscriberId))}::uuid[]) as k (tenant_id, subscriber_id)
    join quota.meter m using (tenant_id, subscriber_id)
    where m.counted_hours is not null`.execute(tx);
  return new Map(rows.map((row) => [row.subscriberId, row.countedHours]));
}

export interface Reached extends SubscriberKey {
  /** It had not been reached before this addition. */
  readonly isNews: boolean;
}

/**
 * Adds to the meters that exist, in the order given, and answers those at an alarm or past the quota's period. A later
 * period begins anew with what is added; an earlier one is no longer counted. Past its end a quota goes on from there
 * as if the next period began at once, until `keepMeters` says how it is.
 */
export async function addToMeters(tx: Tx, additions: readonly MeterAddition[]): Promise<Reached[]> {
  const column = (pick: (addition: MeterAddition) => string | number | bigint): string =>
    plainArray(additions.map(pick));
  const bytes = (pick: (addition: MeterAddition) => bigint): string =>
    column((addition) => bounded(pick(addition)));
  const { rows } = await sql<Reached>`
    with added as (
      update quota.meter m set
        day = greatest(m.day, a.day),
        day_bytes = ${counted(sql`m.day`, sql`a.day`, sql`m.day_bytes`)},
        week = greatest(m.week, a.week),
        week_bytes = ${counted(sql`m.week`, sql`a.week`, sql`m.week_bytes`)},
        month = greatest(m.month, a.month),
        month_bytes = ${counted(sql`m.month`, sql`a.month`, sql`m.month_bytes`)},
        quota_from = case when a.at >= m.quota_until then m.quota_until else m.quota_from end,
        quota_until = case when a.at >= m.quota_until then null else m.quota_until end,
        quota_bytes = ${ofQuota(sql`m.quota_bytes`, amount)},
        quota_time_s = ${ofQuota(sql`m.quota_time_s`, sql`a.time_s`)}
      from (
        select tenant_id, subscriber_id, day, week, month, to_timestamp(at_ms / 1000) as at, down, down_and_up, time_s
        from unnest(${column((a) => a.tenantId)}::uuid[], ${column((a) => a.subscriberId)}::uuid[],
          ${column((a) => a.day)}::date[], ${column((a) => a.week)}::date[], ${column((a) => a.month)}::date[],
          ${column((a) => a.atMs)}::float8[], ${bytes((a) => a.downloadBytes)}::bigint[],
          ${bytes((a) => a.bothBytes)}::bigint[], ${bytes((a) => a.timeS)}::bigint[])
          as u (tenant_id, subscriber_id, day, week, month, at_ms, down, down_and_up, time_s)
      ) as a
      where m.tenant_id = a.tenant_id and m.subscriber_id = a.subscriber_id
      returning m.tenant_id, m.subscriber_id, ${isReached('new')} or a.at >= old.quota_until as is_reached,
        ${isReached('old')} as was_reached
    )
    select tenant_id, subscriber_id, not was_reached as is_news from added where is_reached`.execute(tx);
  return rows;
}

const amount = sql`case m.counts when 'download' then a.down else a.down_and_up end`;

/** The count of a period: goes on, begins anew, or stays because what is added is of an earlier one. */
function counted(period: typeof amount, of: typeof amount, count: typeof amount): typeof amount {
  return sql`case when ${of} = ${period} then ${within(sql`${count} + ${amount}`)}
    when ${of} > ${period} then ${within(amount)} else ${count} end`;
}

function ofQuota(count: typeof amount, added: typeof amount): typeof amount {
  return sql`case when a.at >= m.quota_until then ${within(added)}
    when a.at >= m.quota_from then ${within(sql`${count} + ${added}`)} else ${count} end`;
}

function within(count: typeof amount): typeof amount {
  return sql`greatest(0, least(${String(maxCount)}::bigint, ${count}))`;
}

/** A count for which there is no alarm reaches none. */
function isReached(version: 'old' | 'new'): typeof amount {
  const at = (name: string): typeof amount => sql.ref(`${version}.${name}`);
  return sql`coalesce(${at('day_bytes')} >= ${at('day_alarm_bytes')}, false)
    or coalesce(${at('week_bytes')} >= ${at('week_alarm_bytes')}, false)
    or coalesce(${at('month_bytes')} >= ${at('month_alarm_bytes')}, false)
    or coalesce(${at('quota_bytes')} >= ${at('quota_alarm_bytes')}, false)
    or coalesce(${at('quota_time_s')} >= ${at('quota_alarm_time_s')}, false)`;
}

function bounded(count: bigint): bigint {
  if (count > maxCount) return maxCount;
  return count < -maxCount ? -maxCount : count;
}

/** Those of these subscribers whose quota has nothing left. */
export async function findUsedUp(tx: Tx, keys: readonly SubscriberKey[]): Promise<SubscriberKey[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<SubscriberKey>`
    select distinct m.tenant_id, m.subscriber_id
    from unnest(${plainArray(keys.map((key) => key.tenantId))}::uuid[],
      ${plainArray(keys.map((key) => key.subscriberId))}::uuid[]) as k (tenant_id, subscriber_id)
    join quota.meter m using (tenant_id, subscriber_id)
    where m.quota_bytes >= m.quota_limit_bytes`.execute(tx);
  return rows;
}

/** The radius role reads these meters anew. */
export async function announce(tx: Tx, keys: readonly SubscriberKey[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`select quota.announce(${plainArray(keys.map((key) => key.tenantId))}::uuid[],
    ${plainArray(keys.map((key) => key.subscriberId))}::uuid[])`.execute(tx);
}

/** The same for those of these subscribers who have a meter. */
export async function announceMetered(tx: Tx, keys: readonly SubscriberKey[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`select quota.announce(array_agg(m.tenant_id), array_agg(m.subscriber_id))
    from unnest(${plainArray(keys.map((key) => key.tenantId))}::uuid[],
      ${plainArray(keys.map((key) => key.subscriberId))}::uuid[]) as k (tenant_id, subscriber_id)
    join quota.meter m using (tenant_id, subscriber_id)`.execute(tx);
}

/** What a meter has counted in its running periods. */
export interface Counts {
  dayBytes: bigint;
  weekBytes: bigint;
  monthBytes: bigint;
  quotaBytes: bigint;
  quotaTimeS: bigint;
}

/** Sets every count to nothing and answers what they were; undefined: the subscriber has no meter. */
export async function resetMeter(
  tx: Tx,
  { tenantId, subscriberId }: SubscriberKey,
): Promise<Counts | undefined> {
  const { rows } = await sql<Counts>`
    update quota.meter m set day_bytes = 0, week_bytes = 0, month_bytes = 0, quota_bytes = 0, quota_time_s = 0
    where m.tenant_id = ${tenantId} and m.subscriber_id = ${subscriberId}
    returning old.day_bytes, old.week_bytes, old.month_bytes, old.quota_bytes, old.quota_time_s`.execute(tx);
  return rows[0];
}
