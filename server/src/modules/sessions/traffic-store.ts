import { sql, type RawBuilder } from 'kysely';
import { plainArray, type Tx } from '../../platform/db/index.ts';
import type { TrafficMinute } from './traffic-tally.ts';

/** Adds to the minutes and to their hours in one statement, in one order in every fold. */
export async function addTraffic(tx: Tx, minutes: readonly TrafficMinute[]): Promise<void> {
  if (minutes.length === 0) return;
  const column = (pick: (minute: TrafficMinute) => string | number | bigint): string =>
    plainArray(minutes.map(pick));
  await sql`
    with added as materialized (
      select tenant_id, nas_id, to_timestamp(minute_ms / 1000) as minute, download_bytes, upload_bytes
      from unnest(${column((minute) => minute.tenantId)}::uuid[], ${column((minute) => minute.nasId)}::uuid[],
        ${column((minute) => minute.minuteMs)}::float8[], ${column((minute) => minute.downloadBytes)}::bigint[],
        ${column((minute) => minute.uploadBytes)}::bigint[])
        as a (tenant_id, nas_id, minute_ms, download_bytes, upload_bytes)
    ), minutes as (
      insert into sessions.traffic_minute as t (tenant_id, minute, nas_id, download_bytes, upload_bytes)
      select tenant_id, minute, nas_id, download_bytes, upload_bytes from added order by 1, 2, 3
      on conflict (tenant_id, minute, nas_id) do update set
        download_bytes = t.download_bytes + excluded.download_bytes,
        upload_bytes = t.upload_bytes + excluded.upload_bytes
    )
    insert into sessions.traffic_hour as t (tenant_id, hour, nas_id, download_bytes, upload_bytes)
    select tenant_id, date_trunc('hour', minute, 'UTC'), nas_id, sum(download_bytes)::bigint,
      sum(upload_bytes)::bigint
    from added group by 1, 2, 3 order by 1, 2, 3
    on conflict (tenant_id, hour, nas_id) do update set
      download_bytes = t.download_bytes + excluded.download_bytes,
      upload_bytes = t.upload_bytes + excluded.upload_bytes`.execute(tx);
}

/** What is drawn over: a minute for the last days, an hour for longer. */
export type RollUpSpan = 'minute' | 'hour';

export interface ReadRollUp {
  tenantId: string;
  span: RollUpSpan;
  from: Date;
  /** Exclusive. */
  to: Date;
  nasId?: string | undefined;
  /** Minutes or hours that are told as one. */
  stepS: number;
}

export interface TrafficStep {
  at: Date;
  downloadBytes: bigint;
  uploadBytes: bigint;
}

/** Bytes by step, in the order of time; steps without any are left out. */
export async function readTraffic(tx: Tx, options: ReadRollUp): Promise<TrafficStep[]> {
  const { tenantId, span, from, to, nasId, stepS } = options;
  const column = sql.ref(span);
  const { rows } = await sql<TrafficStep>`
    select ${step(stepS, column)} as at, sum(download_bytes)::bigint as download_bytes,
      sum(upload_bytes)::bigint as upload_bytes
    from ${sql.table(`sessions.traffic_${span}`)}
    where tenant_id = ${tenantId} and ${column} >= ${from} and ${column} < ${to} ${ofNas(nasId)}
    group by 1 order by 1`.execute(tx);
  return rows;
}

export interface OnlineStep {
  at: Date;
  nasId: string;
  /** The most of the step. */
  sessions: number;
}

/** Sessions by step and NAS, in the order of time. */
export async function readOnline(tx: Tx, options: ReadRollUp): Promise<OnlineStep[]> {
  const { tenantId, span, from, to, nasId, stepS } = options;
  const column = sql.ref(span);
  const { rows } = await sql<OnlineStep>`
    select ${step(stepS, column)} as at, nas_id, max(sessions)::integer as sessions
    from ${sql.table(`sessions.online_${span}`)}
    where tenant_id = ${tenantId} and ${column} >= ${from} and ${column} < ${to} ${ofNas(nasId)}
    group by 1, 2 order by 1, 2`.execute(tx);
  return rows;
}

/** Counts the open sessions of every NAS at the turn of this minute. As the worker, across tenants. */
export async function recordOnline(tx: Tx, { nowMs }: { nowMs: number }): Promise<void> {
  const minute = new Date(nowMs);
  await sql`
    with counted as materialized (
      select n.tenant_id, n.id as nas_id, coalesce(open.sessions, 0) as sessions
      from nas.nas n left join (
        select tenant_id, nas_id, count(*)::integer as sessions from sessions.session
        where stopped_at is null group by 1, 2
      ) as open on open.tenant_id = n.tenant_id and open.nas_id = n.id
    ), minutes as (
      insert into sessions.online_minute as o (tenant_id, minute, nas_id, sessions)
      select tenant_id, ${minute}::timestamptz, nas_id, sessions from counted
      on conflict (tenant_id, minute, nas_id) do update set sessions = excluded.sessions
    )
    insert into sessions.online_hour as o (tenant_id, hour, nas_id, sessions)
    select tenant_id, date_trunc('hour', ${minute}::timestamptz, 'UTC'), nas_id, sessions from counted
    on conflict (tenant_id, hour, nas_id) do update set sessions = greatest(o.sessions, excluded.sessions)`.execute(
    tx,
  );
}

function step(stepS: number, column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`date_bin(make_interval(secs => ${stepS}), ${column}, 'epoch'::timestamptz)`;
}

function ofNas(nasId: string | undefined): RawBuilder<unknown> {
  return nasId === undefined ? sql`` : sql`and nas_id = ${nasId}`;
}
