import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

/** The lowest UUIDv7 of an instant: ids from then on are not below it. */
export function lowestIdOf(atMs: number): string {
  const hex = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

export interface RecentLogin {
  id: string;
  at: Date;
  username: string;
  subscriberId: string | null;
  nasId: string;
  outcome: string;
  reason: string | null;
}

/** The latest logins since an instant, the newest first. */
export async function readRecentLogins(
  tx: Tx,
  { tenantId, since, limit }: { tenantId: string; since: Date; limit: number },
): Promise<RecentLogin[]> {
  return tx
    .selectFrom('aaa.authLog')
    .select(['id', 'at', 'username', 'subscriberId', 'nasId', 'outcome', 'reason'])
    .where('tenantId', '=', tenantId)
    .where('at', '>=', since)
    .where('outcome', '!=', 'not_kept')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export interface RecentDisconnect {
  id: string;
  sessionId: string;
  state: string;
  attempts: number;
  errorCause: number | null;
  roundTripMs: number | null;
  requestedAt: Date;
  answeredAt: Date | null;
  confirmedAt: Date | null;
}

/** Orders to NAS of the last minutes, the newest first. */
export async function readRecentDisconnects(
  tx: Tx,
  { tenantId, sinceMs, limit }: { tenantId: string; sinceMs: number; limit: number },
): Promise<RecentDisconnect[]> {
  return tx
    .selectFrom('enforcement.disconnect')
    .select(['id', 'sessionId', 'state', 'attempts', 'errorCause', 'roundTripMs'])
    .select(['requestedAt', 'answeredAt', 'confirmedAt'])
    .where('tenantId', '=', tenantId)
    .where('id', '>=', lowestIdOf(sinceMs))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export interface RecentStep {
  id: string;
  sessionId: string;
  nasId: string;
  at: Date;
  rung: string;
  outcome: string;
  confirmedAt: Date | null;
  confirmedBy: string | null;
}

/** What was tried of late to bring terms to sessions, the newest first. */
export async function readRecentSteps(
  tx: Tx,
  { tenantId, sinceMs, limit }: { tenantId: string; sinceMs: number; limit: number },
): Promise<RecentStep[]> {
  return tx
    .selectFrom('enforcement.step')
    .select(['id', 'sessionId', 'nasId', 'at', 'rung', 'outcome', 'confirmedAt', 'confirmedBy'])
    .where('tenantId', '=', tenantId)
    .where('id', '>=', lowestIdOf(sinceMs))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export interface RecentTask {
  id: string;
  state: string;
  total: number;
  changed: number;
  unchanged: number;
  refused: number;
}

/** Bulk tasks begun in the last hours, the newest first. */
export async function readRecentTasks(
  tx: Tx,
  { tenantId, sinceMs, limit }: { tenantId: string; sinceMs: number; limit: number },
): Promise<RecentTask[]> {
  return tx
    .selectFrom('tasks.task')
    .select(['id', 'state', 'total', 'changed', 'unchanged', 'refused'])
    .where('tenantId', '=', tenantId)
    .where('id', '>=', lowestIdOf(sinceMs))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export interface HeardNas {
  nasId: string;
  firstPacketAt: Date;
  lastPacketAt: Date;
}

/** When each NAS was last heard of, of those heard since an instant. */
export async function readHeardNas(
  tx: Tx,
  { tenantId, since, limit }: { tenantId: string; since: Date; limit: number },
): Promise<HeardNas[]> {
  const { rows } = await sql<HeardNas>`
    select nas_id, first_packet_at, last_packet_at from nas.observation
    where tenant_id = ${tenantId} and last_packet_at >= ${since}
    order by last_packet_at desc limit ${limit}`.execute(tx);
  return rows;
}
