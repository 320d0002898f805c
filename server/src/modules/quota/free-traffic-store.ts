import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

/** As long as the hours of the charts. */
const keptDays = 400;
const maxForgottenAtOnce = 5_000;

/** What a session exchanged with a free zone. */
export interface FreeOfSession {
  zoneId: string;
  downloadBytes: bigint;
  uploadBytes: bigint;
}

export function listFreeTraffic(
  tx: Tx,
  { tenantId, sessionId }: { tenantId: string; sessionId: string },
): Promise<FreeOfSession[]> {
  return tx
    .selectFrom('quota.freeTraffic')
    .select(['zoneId', 'downloadBytes', 'uploadBytes'])
    .where('tenantId', '=', tenantId)
    .where('sessionId', '=', sessionId)
    .orderBy('zoneId')
    .execute();
}

/** Deletes what is older than is kept and answers how much; call it again until that is nothing. */
export async function forgetFreeTraffic(tx: Tx, { nowMs }: { nowMs: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from quota.free_traffic f using (
      select tenant_id, session_id, zone_id from quota.free_traffic
      where recorded_at < ${new Date(nowMs)}::timestamptz - make_interval(days => ${keptDays})
      limit ${maxForgottenAtOnce}
    ) as old
    where f.tenant_id = old.tenant_id and f.session_id = old.session_id and f.zone_id = old.zone_id`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0n);
}
