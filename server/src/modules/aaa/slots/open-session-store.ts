import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

/** A session of a known subscriber as the database holds it. */
export interface KnownSession {
  readonly tenantId: string;
  readonly id: string;
  readonly nasId: string;
  readonly nasAddress: string;
  readonly subscriberId: string;
  readonly sessionId: string;
  readonly stationId: string | null;
  readonly lastSeenAt: Date;
  readonly intervalS: number | null;
}

const columns = sql`tenant_id, id, nas_id, nas_address, subscriber_id, acct_session_id as session_id,
  calling_station_id as station_id, last_seen_at, interim_interval_s as interval_s`;

/** Open sessions of known subscribers behind `after`; fewer than `limit` are the last. */
export async function readOpenSessions(
  tx: Tx,
  { after, limit }: { after: { tenantId: string; id: string } | undefined; limit: number },
): Promise<KnownSession[]> {
  const isBehind = after ? sql`(tenant_id, id) > (${after.tenantId}::uuid, ${after.id}::uuid)` : sql`true`;
  const { rows } = await sql<KnownSession>`
    select ${columns} from sessions.session
    where stopped_at is null and subscriber_id is not null and ${isBehind}
    order by tenant_id, id limit ${limit}`.execute(tx);
  return rows;
}

/** Those of these sessions that are still closed: one that was heard of again has its slot. */
export async function readClosedSessions(
  tx: Tx,
  keys: readonly { tenantId: string; id: string }[],
): Promise<KnownSession[]> {
  const { rows } = await sql<KnownSession>`
    select ${columns} from sessions.session
    where stopped_at is not null and subscriber_id is not null and (tenant_id, id) in (
      select * from unnest(${keys.map((key) => key.tenantId)}::uuid[], ${keys.map((key) => key.id)}::uuid[]))`.execute(
    tx,
  );
  return rows;
}
