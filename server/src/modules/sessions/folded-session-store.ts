import { sql, type RawBuilder } from 'kysely';
import { plainArray, textArray, type Tx } from '../../platform/db/index.ts';
import { routerArrays, type RouterKey, type SessionKey } from './fold-store.ts';
import type { ChangedSession, StoredSession } from './session-book.ts';
import type { ClosedBy, Session } from './session.ts';

/** Somebody else has changed a row since it was read; nothing of the transaction may stay. */
export class SessionOvertaken extends Error {
  override name = 'SessionOvertaken';
}

/** Whether rows are locked as they are read. Unlocked ones are compared when they are written. */
export interface Reading {
  isLocking: boolean;
}

/**
 * Of the runs of one id so many are looked at, the latest: a router whose counters go back with each packet
 * begins one with each, and what it costs may not grow from packet to packet.
 */
export const maxEpochs = 8;

/** The rows of these keys, the latest epochs of each. */
export async function readSessions(
  tx: Tx,
  keys: readonly SessionKey[],
  { isLocking }: Reading,
): Promise<StoredSession[]> {
  const ids = textArray(keys.map((key) => key.acctSessionId));
  const { rows } = await sql<SessionRow>`
    select ${readColumns} from unnest(${routerArrays(keys)}, ${ids}::text[])
      as k (tenant_id, nas_id, nas_address, acct_session_id)
    cross join lateral (
      select l.tenant_id, l.id from sessions.session l
      where l.tenant_id = k.tenant_id and l.nas_id = k.nas_id and l.nas_address = k.nas_address
        and l.acct_session_id = k.acct_session_id
      order by l.epoch desc limit ${maxEpochs}
    ) as found join sessions.session s on s.tenant_id = found.tenant_id and s.id = found.id
    ${locked(isLocking)}`.execute(tx.withoutPlugins());
  return rows.map(toStored);
}

/** The open ones of these sessions, locked. */
export async function lockOpenSessions(
  tx: Tx,
  ids: readonly { tenantId: string; sessionId: string }[],
): Promise<StoredSession[]> {
  const { rows } = await sql<SessionRow>`
    select ${readColumns} from unnest(${plainArray(ids.map((id) => id.tenantId))}::uuid[],
      ${plainArray(ids.map((id) => id.sessionId))}::uuid[]) as k (tenant_id, id)
    join sessions.session s using (tenant_id, id)
    where s.stopped_at is null
    ${locked(true)}`.execute(tx.withoutPlugins());
  return rows.map(toStored);
}

/**
 * Open sessions with one of these devices or addresses on one of these routers. What is compared by `is not
 * distinct from` cannot lead the planner to an index of the router, which has too many sessions to walk.
 */
export async function readRivals(
  tx: Tx,
  starts: readonly (RouterKey & { callingStationId: string | null; framedIp: string | null })[],
  { isLocking }: Reading,
): Promise<StoredSession[]> {
  const devices = textArray(starts.map((start) => start.callingStationId));
  const addresses = plainArray(starts.map((start) => start.framedIp));
  const { rows } = await sql<SessionRow>`
    with wanted as materialized (
      select * from unnest(${routerArrays(starts)}, ${devices}::text[], ${addresses}::inet[])
        as w (tenant_id, nas_id, nas_address, calling_station_id, framed_ip)
    )
    select ${readColumns} from (
      select o.tenant_id, o.id
      from (select distinct tenant_id, nas_id, nas_address, calling_station_id from wanted) as w
      join sessions.session o
        on o.tenant_id = w.tenant_id and o.calling_station_id = w.calling_station_id and o.stopped_at is null
        and o.nas_id is not distinct from w.nas_id and o.nas_address is not distinct from w.nas_address
      union
      select o.tenant_id, o.id from wanted w join sessions.session o
        on o.tenant_id = w.tenant_id and o.framed_ip = w.framed_ip and o.nas_id = w.nas_id
        and o.stopped_at is null and o.nas_address is not distinct from w.nas_address
    ) as found join sessions.session s using (tenant_id, id)
    ${locked(isLocking)}`.execute(tx.withoutPlugins());
  return rows.map(toStored);
}

/** The open sessions of these routers. */
export async function readOpenOfRouters(
  tx: Tx,
  routers: readonly RouterKey[],
  { isLocking }: Reading,
): Promise<StoredSession[]> {
  const { rows } = await sql<SessionRow>`
    select ${readColumns} from unnest(${routerArrays(routers)}) as r (tenant_id, nas_id, nas_address)
    join sessions.session s using (tenant_id, nas_id, nas_address)
    where s.stopped_at is null
    ${locked(isLocking)}`.execute(tx.withoutPlugins());
  return rows.map(toStored);
}

/** In one order in every fold. */
function locked(isLocking: boolean): RawBuilder<unknown> {
  return isLocking ? sql`order by s.tenant_id, s.id for update of s` : sql``;
}

/** A restart closes all sessions of a router, which may be more than one statement writes in its time. */
const maxWrittenAtOnce = 5_000;

/** Writes the rows as they stand. Throws SessionOvertaken when one is not the version that was read. */
export async function writeSessions(tx: Tx, changed: readonly ChangedSession[]): Promise<void> {
  const kinds = { begun: [] as Session[], counted: [] as Known[], changed: [] as Known[] };
  for (const { session, stored } of changed) {
    if (!stored) kinds.begun.push(session);
    else if (hasOnlyCounted(stored.session, session)) kinds.counted.push({ session, stored });
    else kinds.changed.push({ session, stored });
  }
  for (const rows of inPieces(kinds.begun)) await insertSessions(tx, rows);
  for (const rows of inPieces(kinds.counted)) await updateSessions(tx, rows, countedColumns);
  for (const rows of inPieces(kinds.changed)) await updateSessions(tx, rows, changingColumns);
}

type Known = ChangedSession & { stored: StoredSession };

/** Most Interims: what they change stands in no index and takes a third of the columns. */
function hasOnlyCounted(before: Session, now: Session): boolean {
  return otherProperties.every((property) => before[property] === now[property]);
}

function* inPieces<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (let at = 0; at < items.length; at += maxWrittenAtOnce) yield items.slice(at, at + maxWrittenAtOnce);
}

async function insertSessions(tx: Tx, sessions: readonly Session[]): Promise<void> {
  await sql`insert into sessions.session (${namesOf(allColumns)})
    select ${valuesOf(allColumns)} from unnest(${arraysOf(sessions, allColumns)})
      as r (${namesOf(allColumns)})`.execute(tx);
}

async function updateSessions(tx: Tx, known: readonly Known[], columns: readonly Column[]): Promise<void> {
  const sessions = known.map(({ session }) => session);
  const versions = plainArray(known.map(({ stored }) => stored.version));
  const set = columns.map((column) => sql`${sql.ref(column.name)} = ${valueOf(column)}`);
  const { numAffectedRows } = await sql`update sessions.session s set ${sql.join(set)}
    from unnest(${arraysOf(sessions, idColumns)}, ${versions}::xid[], ${arraysOf(sessions, columns)})
      as r (${namesOf(idColumns)}, version, ${namesOf(columns)})
    where s.tenant_id = r.tenant_id and s.id = r.id and s.xmin = r.version`.execute(tx);
  if (numAffectedRows !== BigInt(known.length)) throw new SessionOvertaken();
}

interface Column {
  name: string;
  property: keyof Session;
  kind: 'uuid' | 'inet' | 'cidr' | 'macaddr' | 'text' | 'instant' | 'integer' | 'bigint' | 'boolean';
}

function column(name: string, property: keyof Session, kind: Column['kind']): Column {
  return { name, property, kind };
}

const idColumns = [column('tenant_id', 'tenantId', 'uuid'), column('id', 'id', 'uuid')];
const keyColumns = [
  column('nas_id', 'nasId', 'uuid'),
  column('nas_address', 'nasAddress', 'inet'),
  column('acct_session_id', 'acctSessionId', 'text'),
  column('epoch', 'epoch', 'integer'),
];
const countedColumns = [
  column('last_seen_at', 'lastSeenAtMs', 'instant'),
  column('session_time_s', 'sessionTimeS', 'bigint'),
  column('upload_bytes', 'uploadBytes', 'bigint'),
  column('download_bytes', 'downloadBytes', 'bigint'),
  column('upload_packets', 'uploadPackets', 'bigint'),
  column('download_packets', 'downloadPackets', 'bigint'),
  column('download_bps', 'downloadBps', 'bigint'),
  column('upload_bps', 'uploadBps', 'bigint'),
];
const otherColumns = [
  column('subscriber_id', 'subscriberId', 'uuid'),
  column('subscription_id', 'subscriptionId', 'uuid'),
  column('username', 'username', 'text'),
  column('calling_station_id', 'callingStationId', 'text'),
  column('called_station_id', 'calledStationId', 'text'),
  column('mac', 'mac', 'macaddr'),
  column('nas_port_id', 'nasPortId', 'text'),
  column('framed_ip', 'framedIp', 'inet'),
  column('framed_ipv6_prefix', 'framedIpv6Prefix', 'cidr'),
  column('delegated_ipv6_prefix', 'delegatedIpv6Prefix', 'cidr'),
  column('started_at', 'startedAtMs', 'instant'),
  column('stopped_at', 'stoppedAtMs', 'instant'),
  column('closed_by', 'closedBy', 'text'),
  column('terminate_cause', 'terminateCause', 'integer'),
  column('interim_interval_s', 'interimIntervalS', 'integer'),
  column('final_counters_missing', 'finalCountersMissing', 'boolean'),
  column('ahead_upload_bytes', 'aheadUploadBytes', 'bigint'),
  column('ahead_download_bytes', 'aheadDownloadBytes', 'bigint'),
  column('ahead_time_s', 'aheadTimeS', 'bigint'),
  column('granted_download_bps', 'grantedDownloadBps', 'bigint'),
  column('granted_upload_bps', 'grantedUploadBps', 'bigint'),
  column('granted_timeout_s', 'grantedTimeoutS', 'integer'),
  column('granted_volume_bytes', 'grantedVolumeBytes', 'bigint'),
  column('granted_digest', 'grantedDigest', 'bigint'),
];
const changingColumns = [...countedColumns, ...otherColumns];
const allColumns = [...idColumns, ...keyColumns, ...changingColumns];
const otherProperties = otherColumns.map(({ property }) => property);

function namesOf(columns: readonly Column[]): RawBuilder<unknown> {
  return sql.raw(columns.map(({ name }) => name).join(', '));
}

function arraysOf(sessions: readonly Session[], columns: readonly Column[]): RawBuilder<unknown> {
  return sql.join(
    columns.map(({ property, kind }) => {
      const values = sessions.map((session) => session[property]);
      const array = kind === 'text' ? textArray(values as (string | null)[]) : plainArray(values);
      return sql`${array}::${sql.raw(arrayTypes[kind])}`;
    }),
  );
}

/** An instant travels as milliseconds, and a prefix as an address, which may have bits behind its length. */
const arrayTypes: Record<Column['kind'], string> = {
  uuid: 'uuid[]',
  inet: 'inet[]',
  cidr: 'inet[]',
  macaddr: 'macaddr[]',
  text: 'text[]',
  instant: 'float8[]',
  integer: 'integer[]',
  bigint: 'bigint[]',
  boolean: 'boolean[]',
};

function valuesOf(columns: readonly Column[]): RawBuilder<unknown> {
  return sql.join(columns.map(valueOf));
}

function valueOf({ name, kind }: Column): RawBuilder<unknown> {
  if (kind === 'instant') return sql.raw(`to_timestamp(r.${name} / 1000)`);
  return sql.raw(kind === 'cidr' ? `network(r.${name})` : `r.${name}`);
}

/** Named as the properties are, because a backlog reads thousands of rows a second. */
const readColumns = sql.raw(
  allColumns
    .map(({ name, property, kind }) => {
      const value = kind === 'instant' ? `date_part('epoch', s.${name})` : `s.${name}`;
      return `${value} as "${property}"`;
    })
    .concat('s.xmin::text as version')
    .join(', '),
);

type SessionRow = Session & { version: string };

function toStored({ version, ...row }: SessionRow): StoredSession {
  row.startedAtMs = toMs(row.startedAtMs);
  row.lastSeenAtMs = toMs(row.lastSeenAtMs);
  if (row.stoppedAtMs !== null) row.stoppedAtMs = toMs(row.stoppedAtMs);
  return { session: row satisfies Session & { closedBy: ClosedBy | null }, version };
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1_000);
}
