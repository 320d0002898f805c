import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { NasTraits } from './accounting-event.ts';
import type { Usage } from './apply-accounting.ts';
import type { Session } from './session.ts';
import { sessionColumns, toJsonRow, toSession, type SessionRow } from './session-row.ts';

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

/** Locks the journal, also before its first position, so that two folds of one journal take turns. */
export async function lockPosition(tx: Tx, journalId: string): Promise<JournalMark | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${journalId}, 0))`.execute(tx);
  return readPosition(tx, journalId);
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

/** The rows of these keys, locked in one order in every fold. */
export async function lockSessions(tx: Tx, keys: readonly SessionKey[]): Promise<Session[]> {
  const { rows } = await sql<SessionRow>`
    select s.* from json_to_recordset(${JSON.stringify(keys.map(jsonKey))}::json)
      as k (tenant_id uuid, nas_id uuid, nas_address inet, acct_session_id text)
    join sessions.session s using (tenant_id, nas_id, nas_address, acct_session_id)
    order by s.tenant_id, s.nas_id, s.nas_address, s.acct_session_id, s.epoch
    for update of s`.execute(tx);
  return rows.map(toSession);
}

/** Sessions of these keys that have moved to the history, with what later packets have added since. */
export async function findHistory(tx: Tx, keys: readonly SessionKey[]): Promise<Session[]> {
  const { rows } = await sql<SessionRow>`
    select h.tenant_id, h.id, h.nas_id, h.nas_address, h.acct_session_id, h.epoch, h.subscriber_id,
      h.subscription_id, h.username, h.calling_station_id, h.called_station_id, h.mac, h.nas_port_id, h.framed_ip,
      h.framed_ipv6_prefix, h.delegated_ipv6_prefix, h.started_at, h.last_seen_at, h.stopped_at, h.closed_by,
      h.terminate_cause, h.interim_interval_s, h.upload_packets, h.download_packets, h.final_counters_missing,
      h.session_time_s + c.session_time_s as session_time_s,
      h.upload_bytes + c.upload_bytes as upload_bytes,
      h.download_bytes + c.download_bytes as download_bytes
    from json_to_recordset(${JSON.stringify(keys.map(jsonKey))}::json)
      as k (tenant_id uuid, nas_id uuid, nas_address inet, acct_session_id text)
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

/** Open sessions with one of these devices or addresses on one of these routers, locked. */
export async function lockRivals(
  tx: Tx,
  starts: readonly (RouterKey & { callingStationId: string | null; framedIp: string | null })[],
): Promise<Session[]> {
  const wanted = JSON.stringify(
    starts.map((start) => ({
      ...jsonRouter(start),
      calling_station_id: start.callingStationId,
      framed_ip: start.framedIp,
    })),
  );
  const { rows } = await sql<SessionRow>`
    with wanted as materialized (
      select * from json_to_recordset(${wanted}::json)
        as w (tenant_id uuid, nas_id uuid, nas_address inet, calling_station_id text, framed_ip inet)
    )
    select s.* from sessions.session s
    where (s.tenant_id, s.id) in (
      select o.tenant_id, o.id
        from wanted join sessions.session o using (tenant_id, nas_id, nas_address, calling_station_id)
        where o.stopped_at is null
      union
      select o.tenant_id, o.id
        from wanted join sessions.session o using (tenant_id, nas_id, nas_address, framed_ip)
        where o.stopped_at is null
    )
    order by s.tenant_id, s.nas_id, s.nas_address, s.acct_session_id, s.epoch
    for update of s`.execute(tx);
  return rows.map(toSession);
}

/** The open sessions of these routers, locked. */
export async function lockOpenOfRouters(tx: Tx, routers: readonly RouterKey[]): Promise<Session[]> {
  const { rows } = await sql<SessionRow>`
    select s.* from json_to_recordset(${JSON.stringify(routers.map(jsonRouter))}::json)
      as r (tenant_id uuid, nas_id uuid, nas_address inet)
    join sessions.session s using (tenant_id, nas_id, nas_address)
    where s.stopped_at is null
    order by s.tenant_id, s.nas_id, s.nas_address, s.acct_session_id, s.epoch
    for update of s`.execute(tx);
  return rows.map(toSession);
}

const columnNames = Object.keys(sessionColumns);
const columnList = sql.raw(columnNames.join(', '));
const recordType = sql.raw(
  Object.entries(sessionColumns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', '),
);
// A prefix with bits behind its length is no cidr; network() drops them.
const selectList = sql.raw(
  columnNames.map((name) => (name.endsWith('_prefix') ? `network(r.${name})` : `r.${name}`)).join(', '),
);
const fixedColumns = new Set(['tenant_id', 'id', 'nas_id', 'nas_address', 'acct_session_id', 'epoch']);
const assignments = sql.raw(
  columnNames
    .filter((name) => !fixedColumns.has(name))
    .map((name) => `${name} = excluded.${name}`)
    .join(', '),
);

/** A restart closes all sessions of a router, which may be more than one statement writes in its time. */
const maxWrittenAtOnce = 5_000;

/** Writes the rows as they stand, new or known. */
export async function writeSessions(tx: Tx, sessions: readonly Session[]): Promise<void> {
  for (let at = 0; at < sessions.length; at += maxWrittenAtOnce) {
    const rows = JSON.stringify(sessions.slice(at, at + maxWrittenAtOnce).map(toJsonRow));
    await sql`insert into sessions.session (${columnList})
      select ${selectList} from json_to_recordset(${rows}::json) as r (${recordType})
      on conflict (tenant_id, id) do update set ${assignments}`.execute(tx);
  }
}

export interface UsageDay extends Usage {
  tenantId: string;
  subscriberId: string;
  day: string;
}

/** Adds to the days, in one order in every fold. */
export async function addUsage(tx: Tx, days: readonly UsageDay[]): Promise<void> {
  if (days.length === 0) return;
  const added = days.map((day) => ({
    tenant_id: day.tenantId,
    subscriber_id: day.subscriberId,
    day: day.day,
    ...jsonUsage(day),
  }));
  await sql`insert into sessions.usage_day as u
      (tenant_id, subscriber_id, day, upload_bytes, download_bytes, session_time_s)
    select * from json_to_recordset(${JSON.stringify(added)}::json)
      as r (tenant_id uuid, subscriber_id uuid, day date, upload_bytes bigint, download_bytes bigint, session_time_s bigint)
    order by tenant_id, subscriber_id, day
    on conflict (tenant_id, subscriber_id, day) do update set
      upload_bytes = u.upload_bytes + excluded.upload_bytes,
      download_bytes = u.download_bytes + excluded.download_bytes,
      session_time_s = u.session_time_s + excluded.session_time_s`.execute(tx);
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

function jsonKey(key: SessionKey): Record<string, string> {
  return { ...jsonRouter(key), acct_session_id: key.acctSessionId };
}

function jsonRouter({ tenantId, nasId, nasAddress }: RouterKey): Record<string, string> {
  return { tenant_id: tenantId, nas_id: nasId, nas_address: nasAddress };
}

function jsonUsage(usage: Usage): Record<string, string> {
  return {
    upload_bytes: usage.uploadBytes.toString(),
    download_bytes: usage.downloadBytes.toString(),
    session_time_s: usage.sessionTimeS.toString(),
  };
}
