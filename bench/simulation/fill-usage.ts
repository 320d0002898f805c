import { uuidv7 } from '@trunkline/kit';
import type { Database } from '@trunkline/server/platform/db/index.ts';
import { sql } from 'kysely';

export interface FilledUsage {
  readonly tenantId: string;
  readonly planId: string;
}

/**
 * A tenant whose subscribers hold a plan by the month and have used something on each day of the days before today, in
 * a session a day: most little, some very much, as networks have it. As the administrator.
 */
export async function fillUsage(
  { kysely }: Database,
  { subscribers, days }: { subscribers: number; days: number },
): Promise<FilledUsage> {
  const [tenantId, planId, versionId, nasId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await sql`insert into tenancy.tenant (id, code, name, currency, time_zone)
    values (${tenantId}, 'bench', 'bench', 'IDR', 'Asia/Jakarta')`.execute(kysely);
  await sql`insert into nas.nas (tenant_id, id, name, prefix, secret_sealed, vendor, coa_port)
    values (${tenantId}, ${nasId}, 'router', '10.250.0.1/32', '\\x01', 'mikrotik', 3799)`.execute(kysely);
  await sql`insert into plans.plan (tenant_id, id, name, payment, service, status)
    values (${tenantId}, ${planId}, 'Home', 'prepaid', 'any', 'on_sale')`.execute(kysely);
  await sql`insert into plans.plan_version (tenant_id, id, plan_id, number, download_bps, upload_bps, max_sessions,
      validity_count, validity_unit, price_minor, currency)
    values (${tenantId}, ${versionId}, ${planId}, 1, 50000000, 20000000, 1, 1, 'month', 250000, 'IDR')`.execute(
    kysely,
  );
  await fillSubscribers(kysely, { tenantId, planId, versionId, subscribers, days });
  await fillSessions(kysely, { tenantId, nasId, days });
  await sql`insert into sessions.traffic_hour (tenant_id, hour, nas_id, download_bytes, upload_bytes)
    select ${tenantId}, hour, ${nasId}, (1 + 9 * power(sin(extract(hour from hour) / 24 * pi()), 2)) * 1e11, 1e10
    from generate_series(date_trunc('hour', now() - make_interval(days => ${days + 31})), now(), interval '1 hour') hour`.execute(
    kysely,
  );
  await sql`analyze`.execute(kysely);
  return { tenantId, planId };
}

async function fillSubscribers(
  kysely: Database['kysely'],
  given: { tenantId: string; planId: string; versionId: string; subscribers: number; days: number },
): Promise<void> {
  const { tenantId, planId, versionId, subscribers, days } = given;
  await sql`with person as (
      insert into subscribers.subscriber (tenant_id, id, username, username_key, password_sealed)
      select ${tenantId}, uuidv7(), 'user' || n, 'user' || n, '\\x01' from generate_series(0, ${subscribers - 1}) n
      returning id, substring(username from 5)::integer as n
    )
    insert into subscriptions.subscription (tenant_id, id, subscriber_id, plan_id, plan_version_id, status, assigned_at,
      starts_at, activated_at, expires_at)
    select ${tenantId}, uuidv7(), id, ${planId}, ${versionId}, case when part = 0 then 'active' else 'expired' end, begun,
      begun, begun, begun + interval '1 month'
    from person, generate_series(0, ${Math.ceil((days + 31) / 28)}) part,
      lateral (select now() - make_interval(days => n % 28) - make_interval(months => part) as begun) b`.execute(
    kysely,
  );
  await sql`insert into sessions.usage_day (tenant_id, subscriber_id, day, download_bytes, upload_bytes, session_time_s)
    select ${tenantId}, s.id, day::date, (2e9 * exp(2 * (hashtextextended(s.username || day, 7) % 1000) / 1000.0))::bigint,
      3e8::bigint, 36000
    from subscribers.subscriber s,
      generate_series((now() - make_interval(days => ${days + 31}))::date, now()::date, interval '1 day') day
    where s.tenant_id = ${tenantId}`.execute(kysely);
}

async function fillSessions(
  kysely: Database['kysely'],
  { tenantId, nasId, days }: { tenantId: string; nasId: string; days: number },
): Promise<void> {
  await sql`select platform.create_partition('sessions.history', month)
    from generate_series(date_trunc('month', now() - make_interval(days => ${days + 62})), now(), interval '1 month') month`.execute(
    kysely,
  );
  await sql`insert into sessions.history (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id,
      username, started_at, last_seen_at, stopped_at, closed_by)
    select ${tenantId}, uuidv7(), ${nasId}, '10.250.0.1', to_char(day, 'YYYYMMDDHH24'), 0, s.id, s.username, day, day + length,
      day + length, 'stop'
    from subscribers.subscriber s,
      generate_series(date_trunc('day', now() - make_interval(days => ${days + 31})), now(), interval '1 day') day,
      lateral (select make_interval(mins => 200 + abs(hashtextextended(s.username, 3) % 300)::integer) as length) l
    where s.tenant_id = ${tenantId}`.execute(kysely);
}
