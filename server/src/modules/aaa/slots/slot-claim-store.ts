import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { NodeBeat } from './other-nodes.ts';

/** A granted login as all nodes see it. */
export interface SlotClaim {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly reservation: number;
  readonly nasId: string;
  readonly nasAddress: string;
  /** Calling-Station-Id; empty: the NAS named none. */
  readonly stationId: string;
  readonly maxSessions: number;
  /** How often its NAS reports, where the session does not say. */
  readonly intervalS: number;
}

/** The end of a session; without a reservation the claim is known by its device. */
export type SlotRelease = Pick<
  SlotClaim,
  'tenantId' | 'subscriberId' | 'reservation' | 'nasId' | 'stationId'
>;

/** Which of these logins there is room for, in their order. */
export async function claimSessions(
  tx: Tx,
  { claims, atMs, claimS }: { claims: readonly SlotClaim[]; atMs: number; claimS: number },
): Promise<boolean[]> {
  const wanted = claims.map((claim, place) => ({
    place,
    tenant_id: claim.tenantId,
    subscriber_id: claim.subscriberId,
    reservation: claim.reservation,
    nas_id: claim.nasId,
    nas_address: claim.nasAddress,
    station_id: textOf(claim.stationId),
    max_sessions: claim.maxSessions,
    interval_s: claim.intervalS,
  }));
  const { rows } = await sql<{ place: number; isGranted: boolean }>`
    select place, is_granted from aaa.claim_sessions(${JSON.stringify(wanted)}::jsonb, ${new Date(atMs)}, ${claimS})`.execute(
    tx,
  );
  const granted = new Set(rows.filter((row) => row.isGranted).map((row) => row.place));
  return claims.map((_claim, place) => granted.has(place));
}

/**
 * Here and in `pruneClaims` a claim that another transaction has locked is passed over: claims are never changed,
 * so that the other is deleting it. Waiting for it could close a circle with a login that waits for one of these.
 */
export async function releaseSessions(tx: Tx, releases: readonly SlotRelease[]): Promise<void> {
  await sql`delete from aaa.session_claim where (tenant_id, subscriber_id, reservation) in (
    select c.tenant_id, c.subscriber_id, c.reservation from aaa.session_claim c join unnest(
      ${releases.map((release) => release.tenantId)}::uuid[], ${releases.map((release) => release.subscriberId)}::uuid[],
      ${releases.map((release) => release.reservation)}::bigint[], ${releases.map((release) => release.nasId)}::uuid[],
      ${releases.map((release) => textOf(release.stationId))}::text[]) as r(tenant_id, subscriber_id, reservation, nas_id, station_id)
      on c.tenant_id = r.tenant_id and c.subscriber_id = r.subscriber_id
      and (c.reservation = r.reservation
        or (r.reservation = 0 and c.nas_id = r.nas_id and c.station_id = r.station_id))
    for update of c skip locked)`.execute(tx);
}

/**
 * Claims that ran out, of subscribers who never came back, and those that run out too late: a clock has gone back
 * since. At most `limit`.
 */
export async function pruneClaims(
  tx: Tx,
  { atMs, claimS, limit }: { atMs: number; claimS: number; limit: number },
): Promise<void> {
  await sql`delete from aaa.session_claim where (tenant_id, subscriber_id, reservation) in (
    select tenant_id, subscriber_id, reservation from aaa.session_claim where expires_at <= ${new Date(atMs)}
      or expires_at > ${new Date(atMs + 2 * claimS * 1_000)} limit ${limit}
    for update skip locked)`.execute(tx);
}

/** The last sign of life of each radius node but this one. */
export async function readOtherBeats(tx: Tx, node: string): Promise<NodeBeat[]> {
  const { rows } = await sql<{ node: string; beatAt: Date }>`
    select node, beat_at from platform.role_status where role = 'radius' and node <> ${node}`.execute(tx);
  return rows.map((row) => ({ node: row.node, beatAtMs: row.beatAt.getTime() }));
}

/** PostgreSQL stores no zero byte in a text. */
function textOf(stationId: string): string {
  return stationId.replaceAll('\0', '');
}
