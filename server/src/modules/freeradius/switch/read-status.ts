import { sql } from 'kysely';
import type { Database, Tx } from '../../../platform/db/index.ts';

export interface BridgeStatus {
  readonly isOn: boolean;
  readonly since: Date | null;
  readonly total: number;
  readonly waiting: number;
  readonly lagMs: number;
  readonly oldestWaitingS: number;
  readonly groups: number;
  readonly verifiedAt: Date | null;
  readonly verifiedDifferences: number | null;
}

const never: BridgeStatus = {
  isOn: false,
  since: null,
  total: 0,
  waiting: 0,
  lagMs: 0,
  oldestWaitingS: 0,
  groups: 0,
  verifiedAt: null,
  verifiedDifferences: null,
};

/** How a tenant's bridge stands. `lagMs`: how long the last news took into the rows, or waits already. */
export async function readStatus(
  tx: Tx,
  { tenantId, nowMs }: { tenantId: string; nowMs: number },
): Promise<BridgeStatus> {
  const { rows } = await sql<BridgeStatus>`
    select b.is_on, b.since, b.verified_at, b.verified_differences, coalesce(s.total, 0) as total,
      coalesce(s.waiting, 0) as waiting, coalesce(s.oldest_waiting_s, 0) as oldest_waiting_s,
      greatest(coalesce(s.last_lag_ms, 0), coalesce(s.oldest_waiting_s, 0) * 1000)::integer as lag_ms,
      (select count(*)::integer from radius.bridged_group g where g.tenant_id = b.tenant_id) as groups
    from radius.bridge b left join lateral (
      select count(*)::integer as total,
        (count(*) filter (where d.due_at <= ${new Date(nowMs)}::timestamptz or d.is_failed))::integer as waiting,
        case when min(d.news_at) is not null
          then least(extract(epoch from clock_timestamp() - min(d.news_at)), 2000000)::float8 end as oldest_waiting_s,
        (array_agg(d.lag_ms order by d.settled_at desc) filter (where d.settled_at is not null))[1] as last_lag_ms
      from radius.bridged_subscriber d where d.tenant_id = b.tenant_id
    ) s on true
    where b.tenant_id = ${tenantId}`.execute(tx);
  return rows[0] ?? never;
}

export interface QueueStatus {
  readonly queued: number;
  readonly oldestS: number | null;
  readonly lastAt: Date | null;
}

/** What a tenant's FreeRADIUS wrote and nobody has counted yet, and when it last wrote. */
export async function readQueueStatus(tx: Tx, tenantId: string): Promise<QueueStatus> {
  const { rows } = await sql<QueueStatus>`
    select (select count(*)::integer from radius.accounting_queue q
        where q.tenant_id = ${tenantId} and q.set_aside is null) as queued,
      (select greatest(0, extract(epoch from clock_timestamp() - min(q.recorded_at)))::integer
        from radius.accounting_queue q where q.tenant_id = ${tenantId} and q.set_aside is null) as oldest_s,
      (select greatest(r.acctupdatetime, r.acctstoptime) from radius.radacct r
        where r.tenant_id = ${tenantId} order by r.radacctid desc limit 1) as last_at`.execute(tx);
  return rows[0]!;
}

export interface DatabasePlace {
  readonly host: string;
  readonly port: number;
  readonly name: string;
}

const standardPort = 5432;

/** Where the database is, as this process reaches it: FreeRADIUS goes the same way unless it is on another machine. */
export function placeOf({ pool }: Database): DatabasePlace {
  const url = new URL(pool.options.connectionString!);
  return {
    host: url.hostname,
    port: url.port === '' ? standardPort : Number(url.port),
    name: decodeURIComponent(url.pathname.slice(1)),
  };
}

/** The login of a tenant's FreeRADIUS, as `radius.open_login` names it. */
export function databaseRoleOf(tenantId: string): string {
  return `trunkline_freeradius_${tenantId.replaceAll('-', '')}`;
}
