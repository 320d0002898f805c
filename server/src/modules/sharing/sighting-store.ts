import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { ListedAddress } from './router/look-at-router.ts';
import { listedForS } from './router/sharing-rules.ts';

/**
 * Keeps what a router has listed, by the subscriber whose open session at this NAS has the address now. Left out are
 * addresses of nobody's, and those that were somebody else's while they may have been listed. Answers how many were kept.
 */
export async function keepSightings(
  tx: Tx,
  {
    tenantId,
    nasId,
    at,
    listed,
  }: { tenantId: string; nasId: string; at: Date; listed: readonly ListedAddress[] },
): Promise<number> {
  if (listed.length === 0) return 0;
  const { rows } = await sql<{ kept: bigint }>`
    with kept as (
      insert into sharing.sighting as s (tenant_id, subscriber_id, kind, value, line, address, nas_id, first_at, last_at)
      select distinct on (o.subscriber_id, l.kind, l.value) o.tenant_id, o.subscriber_id, l.kind, l.value, l.line, l.address,
        o.nas_id, ${at}::timestamptz, ${at}::timestamptz
      from json_to_recordset(${JSON.stringify(listed)}::json) as l (address inet, line text, kind text, value integer)
        join sessions.session o on o.tenant_id = ${tenantId} and o.nas_id = ${nasId} and o.framed_ip = l.address
          and o.stopped_at is null and o.subscriber_id is not null
      where not exists (select from sessions.session p where p.tenant_id = ${tenantId} and p.nas_id = ${nasId}
        and p.framed_ip = l.address and p.subscriber_id is distinct from o.subscriber_id
        and (p.stopped_at is null or p.stopped_at > ${new Date(at.getTime() - listedForS * 1_000)}))
      order by o.subscriber_id, l.kind, l.value
      on conflict (tenant_id, subscriber_id, kind, value) do update set
        line = excluded.line, address = excluded.address, nas_id = excluded.nas_id, last_at = excluded.last_at
      returning 1
    ) select count(*) as kept from kept`.execute(tx);
  return Number(rows[0]!.kept);
}

/** Forgets what was not repeated since then. */
export async function forgetSightings(
  tx: Tx,
  { tenantId, before }: { tenantId: string; before: Date },
): Promise<void> {
  await tx
    .deleteFrom('sharing.sighting')
    .where('tenantId', '=', tenantId)
    .where('lastAt', '<', before)
    .execute();
}
