import { sql } from 'kysely';
import { plainArray, type Tx } from '../../platform/db/index.ts';
import type { UsageDelta } from '../sessions/index.ts';
import { announce, findUsedUp } from './meter-store.ts';
import { meterUsage } from './meter-usage.ts';

/** What a session exchanged with a zone that is free, in the time between two looks at its router. */
export interface FreeTraffic {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly subscriberId: string;
  readonly zoneId: string;
  readonly fromMs: number;
  readonly atMs: number;
  readonly downloadBytes: number;
  readonly uploadBytes: number;
}

/**
 * Takes the bytes of free zones off the meters, which have counted them with all others, and keeps them by session and
 * zone. Call it after what the session carried in that time has been counted: no count falls below nothing.
 */
export async function creditFree(
  tx: Tx,
  traffic: readonly FreeTraffic[],
  { nowMs }: { nowMs: number },
): Promise<void> {
  const sound = traffic.filter(isSound);
  if (sound.length === 0) return;
  await addFreeTraffic(tx, sound);
  const zones = await readZones(tx, [...new Set(sound.map(({ tenantId }) => tenantId))]);
  const deltas = sound.flatMap((row): UsageDelta[] => {
    const timeZone = zones.get(row.tenantId);
    if (timeZone === undefined) return [];
    const { tenantId, subscriberId, sessionId, fromMs, atMs } = row;
    return [
      {
        tenantId,
        subscriberId,
        sessionId,
        timeZone,
        fromMs,
        atMs,
        uploadBytes: -BigInt(row.uploadBytes),
        downloadBytes: -BigInt(row.downloadBytes),
        sessionTimeS: 0n,
      },
    ];
  });
  const usedUp = await findUsedUp(tx, sound);
  // Less than before reaches nothing that was not reached already.
  await meterUsage(tx, deltas, { nowMs });
  const left = await findUsedUp(tx, usedUp);
  const isLeft = new Set(left.map(({ subscriberId }) => subscriberId));
  // The next login would still be refused: it was told that nothing is left.
  await announce(
    tx,
    usedUp.filter(({ subscriberId }) => !isLeft.has(subscriberId)),
  );
}

function isSound({ fromMs, atMs, downloadBytes, uploadBytes }: FreeTraffic): boolean {
  return [fromMs, atMs, downloadBytes, uploadBytes].every(
    (value) => Number.isSafeInteger(value) && value >= 0,
  );
}

const most = String(Number.MAX_SAFE_INTEGER);

async function addFreeTraffic(tx: Tx, traffic: readonly FreeTraffic[]): Promise<void> {
  const column = (pick: (row: FreeTraffic) => string | number): string => plainArray(traffic.map(pick));
  await sql`insert into quota.free_traffic as f
      (tenant_id, session_id, zone_id, subscriber_id, download_bytes, upload_bytes)
    select tenant_id, session_id, zone_id, subscriber_id, least(sum(down), ${most}::bigint)::bigint,
      least(sum(up), ${most}::bigint)::bigint
    from unnest(${column((row) => row.tenantId)}::uuid[], ${column((row) => row.sessionId)}::uuid[],
      ${column((row) => row.zoneId)}::uuid[], ${column((row) => row.subscriberId)}::uuid[],
      ${column((row) => row.downloadBytes)}::bigint[], ${column((row) => row.uploadBytes)}::bigint[])
      as r (tenant_id, session_id, zone_id, subscriber_id, down, up)
    group by 1, 2, 3, 4 order by 1, 2, 3
    on conflict (tenant_id, session_id, zone_id) do update set
      download_bytes = least(f.download_bytes + excluded.download_bytes, ${most}::bigint),
      upload_bytes = least(f.upload_bytes + excluded.upload_bytes, ${most}::bigint)`.execute(tx);
}

async function readZones(tx: Tx, tenantIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('tenancy.tenant')
    .select(['id', 'timeZone'])
    .where('id', 'in', tenantIds)
    .execute();
  return new Map(rows.map(({ id, timeZone }) => [id, timeZone]));
}
