import { sql } from 'kysely';
import { plainArray, type Tx } from '../../platform/db/index.ts';

export interface UsageOf {
  tenantId: string;
  subscriberId: string;
}

/**
 * Nobody adds to this day of these subscribers until the transaction ends, and what others were adding is there to be
 * read: for whoever begins to count from what has been used. In the order in which the fold adds.
 */
export async function holdUsageDays(tx: Tx, days: readonly (UsageOf & { day: string })[]): Promise<void> {
  if (days.length === 0) return;
  const sorted = days.toSorted((a, b) => (a.subscriberId < b.subscriberId ? -1 : 1));
  await sql`insert into sessions.usage_day as u (tenant_id, subscriber_id, day)
    select * from unnest(${plainArray(sorted.map((of) => of.tenantId))}::uuid[],
      ${plainArray(sorted.map((of) => of.subscriberId))}::uuid[], ${plainArray(sorted.map((of) => of.day))}::date[])
    on conflict (tenant_id, subscriber_id, day) do update set day = excluded.day`.execute(tx);
}

/** First days of the periods to add up; `quotaDay`: of the quota's, null: none. */
export interface UsagePeriods extends UsageOf {
  day: string;
  week: string;
  month: string;
  quotaDay: string | null;
}

export interface UsageSum {
  uploadBytes: bigint;
  downloadBytes: bigint;
}

export interface UsageSums {
  day: UsageSum;
  week: UsageSum;
  month: UsageSum;
  quota: UsageSum & { sessionTimeS: bigint };
}

/** What was used in the day and since the first days of the others, by subscriber. */
export async function sumUsageDays(tx: Tx, wanted: readonly UsagePeriods[]): Promise<Map<string, UsageSums>> {
  if (wanted.length === 0) return new Map();
  const column = (pick: (of: UsagePeriods) => string | null): string => plainArray(wanted.map(pick));
  const { rows } = await sql<Record<string, bigint> & { subscriberId: string }>`
    select k.subscriber_id, ${sum('upload_bytes', 'u.day = k.day', 'day_up')},
      ${sum('download_bytes', 'u.day = k.day', 'day_down')},
      ${sum('upload_bytes', 'u.day >= k.week', 'week_up')}, ${sum('download_bytes', 'u.day >= k.week', 'week_down')},
      ${sum('upload_bytes', 'u.day >= k.month', 'month_up')},
      ${sum('download_bytes', 'u.day >= k.month', 'month_down')},
      ${sum('upload_bytes', 'u.day >= k.quota_day', 'quota_up')},
      ${sum('download_bytes', 'u.day >= k.quota_day', 'quota_down')},
      ${sum('session_time_s', 'u.day >= k.quota_day', 'quota_time')}
    from unnest(${column((of) => of.tenantId)}::uuid[], ${column((of) => of.subscriberId)}::uuid[],
      ${column((of) => of.day)}::date[], ${column((of) => of.week)}::date[], ${column((of) => of.month)}::date[],
      ${column((of) => of.quotaDay)}::date[]) as k (tenant_id, subscriber_id, day, week, month, quota_day)
    left join sessions.usage_day u on u.tenant_id = k.tenant_id and u.subscriber_id = k.subscriber_id
      and u.day >= least(k.week, k.month, k.quota_day)
    group by k.subscriber_id`.execute(tx);
  return new Map(rows.map((row) => [row.subscriberId, toSums(row)]));
}

function sum(column: string, condition: string, name: string) {
  return sql.raw(`coalesce(sum(u.${column}) filter (where ${condition}), 0)::bigint as ${name}`);
}

function toSums(row: Record<string, bigint>): UsageSums {
  return {
    day: { uploadBytes: row['dayUp']!, downloadBytes: row['dayDown']! },
    week: { uploadBytes: row['weekUp']!, downloadBytes: row['weekDown']! },
    month: { uploadBytes: row['monthUp']!, downloadBytes: row['monthDown']! },
    quota: {
      uploadBytes: row['quotaUp']!,
      downloadBytes: row['quotaDown']!,
      sessionTimeS: row['quotaTime']!,
    },
  };
}
