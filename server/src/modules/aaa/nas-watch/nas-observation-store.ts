import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

/** What was seen of a NAS since the last time, to be added to what stands there. */
export interface ObservationDelta {
  readonly tenantId: string;
  readonly nasId: string;
  readonly firstPacketAtMs: number;
  readonly lastPacketAtMs: number;
  readonly lastAddress: string | null;
  readonly identifier: string | null;
  readonly requests: number;
  readonly accountingRequests: number;
  readonly signedRun: number;
  readonly isRunBroken: boolean;
  readonly discards: Readonly<Record<string, number>>;
}

/** Adds up; a NAS deleted in the meantime is passed over. */
export async function addObservations(tx: Tx, deltas: readonly ObservationDelta[]): Promise<void> {
  await sql`
    insert into nas.observation as o (tenant_id, nas_id, first_packet_at, last_packet_at, last_address, identifier,
      requests, message_authenticator_run, discards)
    select r."tenantId", r."nasId", to_timestamp(r."firstPacketAtMs" / 1000.0), to_timestamp(r."lastPacketAtMs" / 1000.0),
      r."lastAddress", r.identifier, r.requests, r."signedRun", r.discards
    from json_to_recordset(${JSON.stringify(deltas)}::json) as r("tenantId" uuid, "nasId" uuid,
      "firstPacketAtMs" double precision, "lastPacketAtMs" double precision, "lastAddress" inet, identifier text,
      requests bigint, "signedRun" bigint, "isRunBroken" boolean, discards jsonb)
    join nas.nas n on n.tenant_id = r."tenantId" and n.id = r."nasId"
    on conflict (tenant_id, nas_id) do update set
      last_packet_at = greatest(o.last_packet_at, excluded.last_packet_at),
      last_address = coalesce(excluded.last_address, o.last_address),
      identifier = coalesce(excluded.identifier, o.identifier),
      requests = o.requests + excluded.requests,
      message_authenticator_run = excluded.message_authenticator_run + case when excluded.nas_id = any(${brokenRuns(deltas)}::uuid[])
        then 0 else o.message_authenticator_run end,
      discards = (
        select coalesce(jsonb_object_agg(kind, total), '{}') from (
          select kind, sum(count::bigint) as total
          from (select * from jsonb_each_text(o.discards) union all select * from jsonb_each_text(excluded.discards)) b(kind, count)
          group by kind) sums),
      recorded_at = now()`.execute(tx);
  await addPacketMinutes(tx, deltas);
}

/** The same by minute, for the charts of a NAS. */
async function addPacketMinutes(tx: Tx, deltas: readonly ObservationDelta[]): Promise<void> {
  const rows = deltas.flatMap(({ tenantId, nasId, lastPacketAtMs, accountingRequests, discards }) =>
    Object.entries({ accounting: accountingRequests, ...discards })
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => ({ tenantId, nasId, lastPacketAtMs, kind, count })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into nas.packet_minute as p (tenant_id, nas_id, minute, kind, count)
    select r."tenantId", r."nasId", date_trunc('minute', to_timestamp(r."lastPacketAtMs" / 1000.0)), r.kind, r.count
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("tenantId" uuid, "nasId" uuid,
      "lastPacketAtMs" double precision, kind text, count bigint)
    join nas.nas n on n.tenant_id = r."tenantId" and n.id = r."nasId"
    order by 1, 2, 3, 4
    on conflict (tenant_id, nas_id, minute, kind) do update set count = p.count + excluded.count`.execute(tx);
}

function brokenRuns(deltas: readonly ObservationDelta[]): string[] {
  return deltas.filter((delta) => delta.isRunBroken).map((delta) => delta.nasId);
}
