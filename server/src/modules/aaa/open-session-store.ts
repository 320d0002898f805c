import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

/** A session that the database holds open. */
export interface OpenSession {
  readonly tenantId: string;
  readonly id: string;
  readonly nasId: string;
  readonly subscriberId: string;
  readonly sessionId: string;
  readonly stationId: string | null;
  readonly lastSeenAt: Date;
  readonly intervalS: number | null;
}

/** Open sessions of known subscribers behind `after`; fewer than `limit` are the last. */
export async function readOpenSessions(
  tx: Tx,
  { after, limit }: { after: { tenantId: string; id: string } | undefined; limit: number },
): Promise<OpenSession[]> {
  const isBehind = after ? sql`(tenant_id, id) > (${after.tenantId}::uuid, ${after.id}::uuid)` : sql`true`;
  const { rows } = await sql<OpenSession>`
    select tenant_id, id, nas_id, subscriber_id, acct_session_id as session_id, calling_station_id as station_id,
      last_seen_at, interim_interval_s as interval_s
    from sessions.session
    where stopped_at is null and subscriber_id is not null and ${isBehind}
    order by tenant_id, id limit ${limit}`.execute(tx);
  return rows;
}
