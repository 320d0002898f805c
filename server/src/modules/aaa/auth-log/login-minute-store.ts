import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { LoginMinute } from './login-minutes.ts';

/** Adds to the minutes and to their hours, in one order on every node. */
export async function addLoginMinutes(tx: Tx, rows: readonly LoginMinute[]): Promise<void> {
  await sql`
    with added as materialized (
      select "tenantId" as tenant_id, "nasId" as nas_id, reason, count, to_timestamp("minuteMs" / 1000.0) as minute
      from json_to_recordset(${JSON.stringify(rows)}::json) as r("tenantId" uuid, "nasId" uuid,
        "minuteMs" double precision, reason text, count bigint)
    ), minutes as (
      insert into aaa.login_minute as l (tenant_id, minute, nas_id, reason, count)
      select tenant_id, minute, nas_id, reason, count from added order by 1, 2, 3, 4
      on conflict (tenant_id, minute, nas_id, reason) do update set count = l.count + excluded.count
    )
    insert into aaa.login_hour as l (tenant_id, hour, nas_id, reason, count)
    select tenant_id, date_trunc('hour', minute, 'UTC'), nas_id, reason, sum(count)::bigint from added
    group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (tenant_id, hour, nas_id, reason) do update set count = l.count + excluded.count`.execute(tx);
}

/** What logins are counted over: a minute for the last days, an hour for longer. */
export type LoginSpan = 'minute' | 'hour';

export interface LoginCount {
  at: Date;
  /** Empty: accepted. */
  reason: string;
  count: bigint;
}

export interface CountLogins {
  tenantId: string;
  span: LoginSpan;
  from: Date;
  /** Exclusive. */
  to: Date;
  nasId?: string | undefined;
  reason?: string | undefined;
  /** Minutes or hours that are told as one. */
  stepS: number;
}

/** Logins by step and reason, in the order of time; steps without any are left out. */
export async function countLogins(tx: Tx, options: CountLogins): Promise<LoginCount[]> {
  const { tenantId, span, from, to, nasId, reason, stepS } = options;
  const [table, column] = spans[span];
  const { rows } = await sql<LoginCount>`
    select date_bin(make_interval(secs => ${stepS}), ${column}, 'epoch'::timestamptz) as at, reason,
      sum(count)::bigint as count
    from ${table} where tenant_id = ${tenantId} and ${column} >= ${from} and ${column} < ${to}
      ${nasId === undefined ? sql`` : sql`and nas_id = ${nasId}`}
      ${reason === undefined ? sql`` : sql`and reason = ${reason}`}
    group by 1, 2 order by 1, 2`.execute(tx);
  return rows;
}

const spans: Record<LoginSpan, [RawBuilder<unknown>, RawBuilder<unknown>]> = {
  minute: [sql`aaa.login_minute`, sql`minute`],
  hour: [sql`aaa.login_hour`, sql`hour`],
};
