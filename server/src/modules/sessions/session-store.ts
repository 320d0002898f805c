import { sql, type Selectable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import { toSession, type SessionRow } from './session-row.ts';
import type { Session } from './session.ts';

export interface SessionFilter {
  online?: boolean | undefined;
  nasId?: string | undefined;
  subscriberId?: string | undefined;
  username?: string | undefined;
  ip?: string | undefined;
  mac?: string | undefined;
}

export interface ListSessions {
  tenantId: string;
  filter: SessionFilter;
  limit: number;
  /** The id of the last session of the page before. */
  after: string | undefined;
}

/** Reads `limit + 1` sessions, open and closed within seven days, the newest rows first. */
export async function listSessions(
  tx: Tx,
  { tenantId, filter, limit, after }: ListSessions,
): Promise<Session[]> {
  let query = tx.selectFrom('sessions.session').selectAll().where('tenantId', '=', tenantId);
  if (filter.online !== undefined) query = query.where('stoppedAt', filter.online ? 'is' : 'is not', null);
  if (filter.nasId !== undefined) query = query.where('nasId', '=', filter.nasId);
  if (filter.subscriberId !== undefined) query = query.where('subscriberId', '=', filter.subscriberId);
  if (filter.username !== undefined) query = query.where('username', '=', filter.username);
  if (filter.ip !== undefined) query = query.where('framedIp', '=', filter.ip);
  if (filter.mac !== undefined) query = query.where('mac', '=', filter.mac);
  if (after !== undefined) query = query.where('id', '<', after);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map(toSession);
}

/** One session, from the history too, with what corrections have added to it. */
export async function findSession(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<Session | undefined> {
  const row = await tx
    .selectFrom('sessions.session')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row) return toSession(row);
  const old = await tx
    .selectFrom('sessions.history')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!old) return undefined;
  const [corrected] = await withCorrections(tx, tenantId, [toSession(old)]);
  return corrected;
}

export interface ListSubscriberSessions {
  tenantId: string;
  subscriberId: string;
  limit: number;
  after: { startedAt: string; id: string } | undefined;
}

/** Reads `limit + 1` sessions of one subscriber, the history included, the latest start first. */
export async function listSubscriberSessions(
  tx: Tx,
  { tenantId, subscriberId, limit, after }: ListSubscriberSessions,
): Promise<Session[]> {
  const behind = after
    ? sql`and (started_at, id) < (${after.startedAt}::timestamptz, ${after.id}::uuid)`
    : sql``;
  const part = (table: string) => sql`
    (select ${sessionColumns} from ${sql.table(table)}
     where tenant_id = ${tenantId} and subscriber_id = ${subscriberId} ${behind}
     order by started_at desc, id desc limit ${limit + 1})`;
  const { rows } = await sql<SessionRow>`
    ${part('sessions.session')} union all ${part('sessions.history')}
    order by started_at desc, id desc limit ${limit + 1}`.execute(tx);
  return withCorrections(tx, tenantId, rows.map(toSession));
}

/** Those that sessions.session and sessions.history share. */
export const sessionColumns = sql.raw(
  `tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id, subscription_id, username, calling_station_id,
   called_station_id, mac, nas_port_id, framed_ip, framed_ipv6_prefix, delegated_ipv6_prefix, started_at,
   last_seen_at, stopped_at, closed_by, terminate_cause, interim_interval_s, session_time_s, upload_bytes,
   download_bytes, upload_packets, download_packets, final_counters_missing, download_bps, upload_bps`,
);

export type UsageDayRow = Pick<
  Selectable<DB['sessions.usageDay']>,
  'day' | 'uploadBytes' | 'downloadBytes' | 'sessionTimeS'
>;

/** The days on which something was used, in order; both ends included. */
export function listUsageDays(
  tx: Tx,
  { tenantId, subscriberId, from, to }: { tenantId: string; subscriberId: string; from: string; to: string },
): Promise<UsageDayRow[]> {
  return tx
    .selectFrom('sessions.usageDay')
    .select(['day', 'uploadBytes', 'downloadBytes', 'sessionTimeS'])
    .where('tenantId', '=', tenantId)
    .where('subscriberId', '=', subscriberId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute();
}

async function withCorrections(tx: Tx, tenantId: string, sessions: Session[]): Promise<Session[]> {
  if (sessions.length === 0) return sessions;
  const rows = await tx
    .selectFrom('sessions.correction')
    .select(({ fn }) => [
      'sessionId',
      fn.sum<string>('uploadBytes').as('uploadBytes'),
      fn.sum<string>('downloadBytes').as('downloadBytes'),
      fn.sum<string>('sessionTimeS').as('sessionTimeS'),
    ])
    .where('tenantId', '=', tenantId)
    .where(
      'sessionId',
      'in',
      sessions.map((session) => session.id),
    )
    .groupBy('sessionId')
    .execute();
  const added = new Map(rows.map((row) => [row.sessionId, row]));
  return sessions.map((session) => {
    const more = added.get(session.id);
    if (!more) return session;
    return {
      ...session,
      uploadBytes: session.uploadBytes + BigInt(more.uploadBytes),
      downloadBytes: session.downloadBytes + BigInt(more.downloadBytes),
      sessionTimeS: session.sessionTimeS + BigInt(more.sessionTimeS),
    };
  });
}
