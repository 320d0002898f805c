import { sql } from 'kysely';
import { plainArray, type Tx } from '../../platform/db/index.ts';
import type { SoldPeriod } from './replay/lay-periods.ts';
import type { RecordedUsage } from './replay/spread-usage.ts';

interface OfSubscribers {
  readonly tenantId: string;
  readonly subscriberIds: readonly string[];
}

/** Of one subscriber the latest that began before the end of a replay: one a day over its longest, and the days before it. */
const mostSold = 200;
/** Of one subscriber: one that dials in every ten minutes for three months. */
const mostSessions = 15_000;

/** Bytes of the tenant by the start of the UTC hour. */
export async function readTrafficByHour(
  tx: Tx,
  { tenantId, fromMs, toMs }: { tenantId: string; fromMs: number; toMs: number },
): Promise<Map<number, number>> {
  const { rows } = await sql<{ hour: Date; bytes: bigint }>`
    select hour, sum(download_bytes + upload_bytes)::bigint as bytes from sessions.traffic_hour
    where tenant_id = ${tenantId} and hour >= ${new Date(fromMs - 3_600_000)} and hour < ${new Date(toMs)}
    group by hour`.execute(tx);
  return new Map(rows.map(({ hour, bytes }) => [hour.getTime(), Number(bytes)]));
}

/** What is recorded of each of them between two civil days, both included, and between two instants. */
export async function readRecordedUsage(
  tx: Tx,
  { tenantId, subscriberIds }: OfSubscribers,
  range: { firstDay: string; lastDay: string; fromMs: number; toMs: number },
): Promise<Map<string, RecordedUsage>> {
  const ids = plainArray(subscriberIds);
  const days = await sql<{ subscriberId: string; json: string }>`
    select subscriber_id, json_agg(json_build_object('day', day, 'downloadBytes', download_bytes,
      'uploadBytes', upload_bytes, 'sessionTimeS', session_time_s))::text as json
    from sessions.usage_day
    where tenant_id = ${tenantId} and subscriber_id = any(${ids}::uuid[]) and day between ${range.firstDay} and ${range.lastDay}
    group by subscriber_id`.execute(tx);
  const sessions = await readSessions(tx, { tenantId, subscriberIds }, range);
  return new Map(
    days.rows.map(({ subscriberId, json }) => [
      subscriberId,
      { days: JSON.parse(json) as RecordedUsage['days'], sessionsMs: sessions.get(subscriberId) ?? [] },
    ]),
  );
}

/** Starts and ends, one after the other, as a text of numbers: a row an hour for a year is no object each. */
async function readSessions(
  tx: Tx,
  { tenantId, subscriberIds }: OfSubscribers,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<Map<string, number[]>> {
  const [from, to] = [new Date(fromMs), new Date(toMs)];
  const { rows } = await sql<{ id: string; json: string }>`
    select k.id, '[' || string_agg(floor(extract(epoch from s.started_at) * 1000)::bigint || ','
      || floor(extract(epoch from s.until) * 1000)::bigint, ',') || ']' as json
    from unnest(${plainArray(subscriberIds)}::uuid[]) k (id), lateral (
      select started_at, coalesce(stopped_at, last_seen_at) as until from sessions.session
      where tenant_id = ${tenantId} and subscriber_id = k.id and started_at < ${to}
        and coalesce(stopped_at, last_seen_at) > ${from}
      union all
      select started_at, stopped_at from sessions.history
      where tenant_id = ${tenantId} and subscriber_id = k.id and started_at < ${to} and stopped_at > ${from}
      limit ${mostSessions}
    ) s group by k.id`.execute(tx);
  return new Map(rows.map(({ id, json }) => [id, JSON.parse(json) as number[]]));
}

/** What was sold to one subscriber, and the quota of their own that the newest of it has. */
export interface Sold {
  readonly periods: readonly SoldPeriod[];
  readonly quotaBytes: number | null;
}

/** What each of them held before `toMs`, that was not cancelled. */
export async function readSold(
  tx: Tx,
  { tenantId, subscriberIds }: OfSubscribers,
  { toMs }: { toMs: number },
): Promise<Map<string, Sold>> {
  const { rows } = await sql<{ subscriberId: string; json: string }>`
    select k.id as subscriber_id, json_agg(json_build_object('startsAt', b.starts_at, 'expiresAt', b.expires_at,
      'quotaBytes', b.quota_bytes, 'priceMinor', v.price_minor) order by b.starts_at desc)::text as json
    from unnest(${plainArray(subscriberIds)}::uuid[]) k (id)
      join lateral (
        select * from subscriptions.subscription b
        where b.tenant_id = ${tenantId} and b.subscriber_id = k.id and b.status <> 'cancelled'
          and b.starts_at < ${new Date(toMs)}
        order by b.starts_at desc limit ${mostSold}
      ) b on true
      join plans.plan_version v on v.tenant_id = b.tenant_id and v.id = b.plan_version_id
    group by k.id`.execute(tx);
  return new Map(rows.map(({ subscriberId, json }) => [subscriberId, toSold(json)]));
}

interface SoldRecord {
  readonly startsAt: string;
  readonly expiresAt: string | null;
  readonly quotaBytes: number | null;
  readonly priceMinor: number;
}

function toSold(json: string): Sold {
  const records = JSON.parse(json) as SoldRecord[];
  return {
    quotaBytes: records[0]?.quotaBytes ?? null,
    periods: records.map(({ startsAt, expiresAt, priceMinor }) => ({
      startsAtMs: Date.parse(startsAt),
      endsAtMs: expiresAt === null ? Infinity : Date.parse(expiresAt),
      hasEnd: expiresAt !== null,
      priceMinor,
    })),
  };
}
