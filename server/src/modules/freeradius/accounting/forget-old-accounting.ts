import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

/** What FreeRADIUS wrote of sessions is kept so long; our own sessions and usage are kept as always. */
const keptDays = 30;
const maxRows = 1_000;
/** Of one tenant, aside because no rule can take them; the oldest go. Their sessions are in radacct all the same. */
const maxSetAside = 100_000;

/** Deletes what is too old, and answers how much; call it again until it answers none. */
export async function forgetOldAccounting(tx: Tx, { nowMs }: { nowMs: number }): Promise<number> {
  const until = new Date(nowMs - keptDays * 86_400_000);
  const { rows } = await sql<{ count: number }>`
    with sessions as (
      delete from radius.radacct where radacctid in (
        select radacctid from radius.radacct
        where acctstarttime < ${until} and coalesce(acctstoptime, acctupdatetime, acctstarttime) < ${until}
        order by acctstarttime limit ${maxRows} for update skip locked
      ) returning 1
    ), aside as (
      delete from radius.accounting_queue q using (
        select tenant_id, id from (
          select tenant_id, id, recorded_at, row_number() over (partition by tenant_id order by id desc) as place
          from radius.accounting_queue where set_aside is not null
        ) a where recorded_at < ${until} or place > ${maxSetAside} limit ${maxRows}
      ) old where q.tenant_id = old.tenant_id and q.id = old.id returning 1
    )
    select (select count(*) from sessions)::integer + (select count(*) from aside)::integer as count`.execute(
    tx,
  );
  return rows[0]!.count;
}
