import { sql } from 'kysely';
import { plainArray, type Tx } from '../../platform/db/index.ts';
import type { UsageDelta } from '../sessions/index.ts';
import { meterUsage } from './meter-usage.ts';

/** Bytes of a session to a zone that is free, as its router counted them over a time. */
export interface FreeTraffic {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly zoneId: string;
  readonly subscriberId: string;
  readonly fromMs: number;
  readonly atMs: number;
  readonly downloadBytes: number;
  readonly uploadBytes: number;
}

/**
 * Takes free bytes off the meters that counted them with the rest of their sessions, and keeps how many they were. The
 * sessions' own counts are to be written before, for no meter goes below nothing. One row a session and zone.
 */
export async function creditFree(
  tx: Tx,
  traffic: readonly FreeTraffic[],
  { nowMs }: { nowMs: number },
): Promise<void> {
  if (traffic.length === 0) return;
  const rows = traffic.toSorted((a, b) => (a.sessionId + a.zoneId < b.sessionId + b.zoneId ? -1 : 1));
  const tenantIds = plainArray(rows.map((row) => row.tenantId));
  const column = (pick: (row: FreeTraffic) => string | number): string => plainArray(rows.map(pick));
  await sql`
    insert into quota.free_traffic as f (tenant_id, session_id, zone_id, subscriber_id, download_bytes, upload_bytes)
    select * from unnest(${tenantIds}::uuid[], ${column((row) => row.sessionId)}::uuid[],
      ${column((row) => row.zoneId)}::uuid[], ${column((row) => row.subscriberId)}::uuid[],
      ${column((row) => row.downloadBytes)}::bigint[], ${column((row) => row.uploadBytes)}::bigint[])
    on conflict (tenant_id, session_id, zone_id) do update
      set download_bytes = f.download_bytes + excluded.download_bytes,
        upload_bytes = f.upload_bytes + excluded.upload_bytes, recorded_at = now()`.execute(tx);
  const zones = await sql<{ id: string; timeZone: string }>`
    select id, time_zone from tenancy.tenant where id = any (${tenantIds}::uuid[])`.execute(tx);
  const zoneOf = new Map(zones.rows.map(({ id, timeZone }) => [id, timeZone]));
  const deltas = rows.flatMap((row): UsageDelta[] => {
    const timeZone = zoneOf.get(row.tenantId);
    if (timeZone === undefined) return [];
    const { tenantId, subscriberId, sessionId, fromMs, atMs } = row;
    const bytes = { uploadBytes: -BigInt(row.uploadBytes), downloadBytes: -BigInt(row.downloadBytes) };
    return [{ tenantId, subscriberId, sessionId, timeZone, fromMs, atMs, ...bytes, sessionTimeS: 0n }];
  });
  await meterUsage(tx, deltas, { nowMs });
}
