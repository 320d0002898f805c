import { sql, type RawBuilder } from 'kysely';
import type { NasTraits } from './accounting-event.ts';
import type { Usage } from './apply-accounting.ts';
import { plainArray, textArray, type Tx } from '../../platform/db/index.ts';
import type { Session } from './session.ts';
import { toSession, type SessionRow } from './session-row.ts';

/** One router. A NAS may be a prefix with several behind it, which know nothing of each other. */
export interface RouterKey {
  tenantId: string;
  nasId: string;
  nasAddress: string;
}

/** What all events of one session share. */
export interface SessionKey extends RouterKey {
  acctSessionId: string;
}

export interface JournalMark {
  segment: number;
  offset: number;
}

/** A NAS as the fold needs it. */
export interface FoldNas extends NasTraits {
  tenantId: string;
  timeZone: string;
}

/**
 * Locks the source, also before its first batch, so that two folds of one take turns; answers the
 * version that rows written by this transaction have. A batch finds each of its rows by an index: plans that
 * read whole tables seem cheaper while nothing is known of a young table, and grow with it.
 */
export async function beginFold(tx: Tx, source: string): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select pg_advisory_xact_lock(hashtextextended(${source}, 0)), pg_current_xact_id()::xid::text as version,
      ${indexesOnly}`.execute(tx);
  return rows[0]!.version;
}

const indexesOnly = sql`set_config('enable_seqscan', 'off', true), set_config('enable_material', 'off', true),
  set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`;

/** The same plans for who writes as the fold does, beside it. */
export async function planAsFold(tx: Tx): Promise<void> {
  await sql`select ${indexesOnly}`.execute(tx);
}

export async function readPosition(tx: Tx, journalId: string): Promise<JournalMark | undefined> {
  const row = await tx
    .selectFrom('sessions.journalPosition')
    .select(['segment', 'byteOffset'])
    .where('journalId', '=', journalId)
    .executeTakeFirst();
  return row && { segment: Number(row.segment), offset: Number(row.byteOffset) };
}

export async function movePosition(
  tx: Tx,
  position: JournalMark & { journalId: string; records: number; foldedUntilMs: number },
): Promise<void> {
  const { journalId, segment, offset, records, foldedUntilMs } = position;
  await sql`insert into sessions.journal_position as p
    (journal_id, segment, byte_offset, records, folded_until)
    values (${journalId}, ${segment}, ${offset}, ${records}, ${new Date(foldedUntilMs)})
    on conflict (journal_id) do update set segment = excluded.segment, byte_offset = excluded.byte_offset,
      records = p.records + excluded.records, recorded_at = now(),
      folded_until = greatest(p.folded_until, excluded.folded_until)`.execute(tx);
}

export async function findFoldNas(tx: Tx, ids: string[]): Promise<Map<string, FoldNas>> {
  const { rows } = await sql<FoldNas & { id: string }>`
    select n.id, n.tenant_id, n.swaps_octets, n.wraps_without_gigawords, t.time_zone,
      coalesce(n.interim_interval_s, (i.value #>> '{}')::integer) as interim_interval_s
    from nas.nas n join tenancy.tenant t on t.id = n.tenant_id
    left join settings.setting i on i.tenant_id = n.tenant_id and i.key = 'radius.interimIntervalSeconds'
    where n.id = any (${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, ...nas }) => [id, nas]));
}

/** Sessions of these keys that have moved to the history, with what later packets have added since. */
export async function findHistory(tx: Tx, keys: readonly SessionKey[]): Promise<Session[]> {
  const { rows } = await sql<SessionRow>`
    select h.tenant_id, h.id, h.nas_id, h.nas_address, h.acct_session_id, h.epoch, h.subscriber_id,
      h.subscription_id, h.username, h.calling_station_id, h.called_station_id, h.mac, h.nas_port_id, h.framed_ip,
      h.framed_ipv6_prefix, h.delegated_ipv6_prefix, h.started_at, h.last_seen_at, h.stopped_at, h.closed_by,
      h.terminate_cause, h.interim_interval_s, h.upload_packets, h.download_packets, h.final_counters_missing,
      h.download_bps, h.upload_bps, h.ahead_upload_bytes, h.ahead_download_bytes, h.ahead_time_s,
      h.granted_download_bps, h.granted_upload_bps, h.granted_timeout_s, h.granted_volume_bytes, h.granted_digest,
      h.session_time_s + c.session_time_s as session_time_s,
      h.upload_bytes + c.upload_bytes as upload_bytes,
      h.download_bytes + c.download_bytes as download_bytes
    from unnest(${routerArrays(keys)}, ${textArray(keys.map((key) => key.acctSessionId))}::text[])
      as k (tenant_id, nas_id, nas_address, acct_session_id)
    join sessions.history h using (tenant_id, nas_id, nas_address, acct_session_id)
    cross join lateral (
      select coalesce(sum(session_time_s), 0)::bigint as session_time_s,
        coalesce(sum(upload_bytes), 0)::bigint as upload_bytes,
        coalesce(sum(download_bytes), 0)::bigint as download_bytes
      from sessions.correction where tenant_id = h.tenant_id and session_id = h.id
    ) c
    order by h.tenant_id, h.nas_id, h.nas_address, h.acct_session_id, h.started_at, h.epoch`.execute(tx);
  return rows.map(toSession);
}

/** What is corrected is reckoned from what is known, and no row of the history could be locked for it. */
export async function lockCorrections(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('sessions.correction', 0))`.execute(tx);
}

export interface UsageDay extends Usage {
  tenantId: string;
  subscriberId: string;
  day: string;
}

/** What JSON's integers hold: the garbage of a router fills a day, and stops nobody's accounting or pages. */
const maxUsage = BigInt(Number.MAX_SAFE_INTEGER);
const maxCount = String(maxUsage);

/** Adds to the days, in one order in every fold. */
export async function addUsage(tx: Tx, days: readonly UsageDay[]): Promise<void> {
  if (days.length === 0) return;
  const sorted = days.toSorted((a, b) => (a.subscriberId < b.subscriberId ? -1 : 1));
  const column = (pick: (day: UsageDay) => string | bigint): string => plainArray(sorted.map(pick));
  const count = (pick: (day: UsageDay) => bigint): string =>
    column((day) => (pick(day) > maxUsage ? maxUsage : pick(day)));
  await sql`insert into sessions.usage_day as u
      (tenant_id, subscriber_id, day, upload_bytes, download_bytes, session_time_s)
    select * from unnest(${column((day) => day.tenantId)}::uuid[], ${column((day) => day.subscriberId)}::uuid[],
      ${column((day) => day.day)}::date[], ${count((day) => day.uploadBytes)}::bigint[],
      ${count((day) => day.downloadBytes)}::bigint[], ${count((day) => day.sessionTimeS)}::bigint[])
    on conflict (tenant_id, subscriber_id, day) do update set
      upload_bytes = least(u.upload_bytes + excluded.upload_bytes, ${maxCount}::bigint),
      download_bytes = least(u.download_bytes + excluded.download_bytes, ${maxCount}::bigint),
      session_time_s = least(u.session_time_s + excluded.session_time_s, ${maxCount}::bigint)`.execute(tx);
}

export interface Correction extends Usage {
  tenantId: string;
  id: string;
  sessionId: string;
  atMs: number;
}

export async function insertCorrections(tx: Tx, corrections: readonly Correction[]): Promise<void> {
  if (corrections.length === 0) return;
  await tx
    .insertInto('sessions.correction')
    .values(corrections.map(({ atMs, ...correction }) => ({ ...correction, at: new Date(atMs) })))
    .execute();
}

/** Three columns of `unnest`. */
export function routerArrays(routers: readonly RouterKey[]): RawBuilder<unknown> {
  return sql`${plainArray(routers.map((router) => router.tenantId))}::uuid[],
    ${plainArray(routers.map((router) => router.nasId))}::uuid[],
    ${plainArray(routers.map((router) => router.nasAddress))}::inet[]`;
}
