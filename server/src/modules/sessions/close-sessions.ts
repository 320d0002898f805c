import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { SessionChange } from './session-changes.ts';

/** A session is stale after this many intervals without a word, and the margin for a slow network. */
const missedInterims = 3;
const marginSeconds = 60;
/** For a session whose NAS, plan and tenant said nothing: the standard of RouterOS and of the settings. */
const standardInterimSeconds = 300;
/** A fold that has not reported for so long is down with its machine; sessions elsewhere go on. */
const foldSilentAfterMinutes = 10;
/** Rows closed in one transaction. */
const maxClosedAtOnce = 500;

/**
 * Closes sessions of which too long nothing was heard, at the instant they were last heard of, and answers
 * them; call it again until it answers none. The clock is the one of the folds: while one
 * lags behind its journal, what it has not read yet may be about any session; while none reports, as after an
 * outage of the database, nobody knows.
 */
export async function reapStaleSessions(tx: Tx, { nowMs }: { nowMs: number }): Promise<SessionChange[]> {
  const { rows } = await sql<Omit<SessionChange, 'kind'>>`
    with heard as (
      select least(${new Date(nowMs)}::timestamptz, min(folded_until)) as until
      from sessions.journal_position
      where recorded_at > now() - make_interval(mins => ${foldSilentAfterMinutes})
      having count(*) > 0
    ), stale as (
      select s.tenant_id, s.id from sessions.session s, heard
      where s.stopped_at is null
        and s.last_seen_at < heard.until - make_interval(secs =>
          ${missedInterims} * coalesce(s.interim_interval_s, ${standardInterimSeconds}) + ${marginSeconds})
      order by s.tenant_id, s.nas_id limit ${maxClosedAtOnce}
      for update of s skip locked
    )
    update sessions.session s set stopped_at = s.last_seen_at, closed_by = 'stale'
    from stale where s.tenant_id = stale.tenant_id and s.id = stale.id
    returning s.tenant_id, s.id, s.nas_id, s.subscriber_id, s.username`.execute(tx);
  return rows.map((row) => ({ ...row, kind: 'stopped' }));
}

/**
 * Closes a session that its NAS says it does not have; a later Interim opens it again. Answers it, for the caller to
 * tell who wants to know; undefined when it was closed already.
 */
export async function closeGoneSession(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<SessionChange | undefined> {
  const { rows } = await sql<Omit<SessionChange, 'kind'>>`
    update sessions.session set stopped_at = last_seen_at, closed_by = 'stale'
    where tenant_id = ${tenantId} and id = ${id} and stopped_at is null
    returning tenant_id, id, nas_id, subscriber_id, username`.execute(tx);
  return rows[0] && { ...rows[0], kind: 'stopped' };
}
