import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { RouterZone, ZoneQueue } from './zone-objects.ts';

/** Of one router; an installation that needs more is told by its state, and the rest is left out. */
const maxPrefixes = 20_000;
const maxQueues = 20_000;

/** The zone of a session's desired terms, and how much of it was credited as free so far. */
export interface SessionZone extends ZoneQueue {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly subscriberId: string | null;
  readonly zoneId: string;
  readonly isFree: boolean;
  readonly creditedDownloadBytes: number;
  readonly creditedUploadBytes: number;
}

/** The zones that a plan of the tenant has a word about; their IPv4 prefixes. Empty where the NAS wants no API. */
export async function readZones(
  tx: Tx,
  { tenantId, nasId }: { tenantId: string; nasId: string },
): Promise<RouterZone[]> {
  const { rows } = await sql<RouterZone>`
    select z.key, array_agg(p.prefix::text order by p.prefix) as prefixes
    from zones.zone z
    join (
      select * from zones.prefix where tenant_id = ${tenantId} and family(prefix) = 4
      order by zone_id, prefix limit ${maxPrefixes}
    ) as p on p.zone_id = z.id
    where z.tenant_id = ${tenantId}
      and exists (select from plans.zone_rule r where r.tenant_id = ${tenantId} and r.zone_id = z.id)
      and exists (
        select from nas.nas n where n.tenant_id = ${tenantId} and n.id = ${nasId} and 'api' = any (n.enforcement_order)
      )
    group by z.key order by z.key`.execute(tx);
  return rows;
}

/** What the desired terms of the open sessions of a router say of zones. */
export async function readSessionZones(
  tx: Tx,
  { tenantId, nasId, address }: { tenantId: string; nasId: string; address: string | undefined },
): Promise<SessionZone[]> {
  const ofRouter = address === undefined ? sql`` : sql`and s.nas_address = ${address}::inet`;
  const { rows } = await sql<SessionZone>`
    select s.tenant_id, s.id as session_id, s.subscriber_id, s.acct_session_id, host(s.framed_ip) as address,
      z.id as zone_id, z.key,
      w."downloadBps" as download_bps, w."uploadBps" as upload_bps,
      coalesce(r.is_free, false) as is_free,
      coalesce(f.download_bytes, 0)::float8 as credited_download_bytes,
      coalesce(f.upload_bytes, 0)::float8 as credited_upload_bytes
    from enforcement.session_terms t
    join sessions.session s on s.tenant_id = t.tenant_id and s.id = t.session_id
    cross join lateral jsonb_to_recordset(t.desired -> 'zones')
      as w ("zoneId" uuid, "downloadBps" float8, "uploadBps" float8)
    join zones.zone z on z.tenant_id = t.tenant_id and z.id = w."zoneId"
    left join subscriptions.subscription u on u.tenant_id = s.tenant_id and u.id = s.subscription_id
    left join plans.zone_rule r
      on r.tenant_id = s.tenant_id and r.plan_version_id = u.plan_version_id and r.zone_id = z.id
    left join quota.free_traffic f on f.tenant_id = s.tenant_id and f.session_id = s.id and f.zone_id = z.id
    where t.tenant_id = ${tenantId} and t.nas_id = ${nasId} and s.stopped_at is null and family(s.framed_ip) = 4
      ${ofRouter}
    order by s.id, z.key limit ${maxQueues}`.execute(tx);
  return rows;
}
