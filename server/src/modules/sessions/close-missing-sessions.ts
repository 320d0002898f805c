import { sql } from 'kysely';
import { plainArray, type Tx } from '../../platform/db/index.ts';
import type { EndedSession } from './fold-accounting.ts';
import type { SessionChange } from './session-changes.ts';

/** A session that is open here and that its router no longer lists. */
export interface MissingSession {
  readonly tenantId: string;
  readonly id: string;
  /** `restarted`: the router has booted since it began. */
  readonly reason: 'lost' | 'restarted';
}

/**
 * Closes sessions at the instant they were last heard of and answers those that were open; the caller tells who wants
 * to know, in the same transaction. A Stop still corrects each, and a later Interim opens one again that was `lost`.
 */
export async function closeMissingSessions(
  tx: Tx,
  missing: readonly MissingSession[],
): Promise<{ changes: SessionChange[]; ended: EndedSession[] }> {
  if (missing.length === 0) return { changes: [], ended: [] };
  const closedBy = missing.map(({ reason }) => (reason === 'restarted' ? 'nas_restart' : 'missing'));
  const { rows } = await sql<Omit<SessionChange, 'kind'> & { stoppedAt: Date }>`
    with gone as (
      select s.tenant_id, s.id, m.closed_by
      from unnest(${plainArray(missing.map((session) => session.tenantId))}::uuid[],
        ${plainArray(missing.map((session) => session.id))}::uuid[], ${plainArray(closedBy)}::text[])
        as m (tenant_id, id, closed_by)
      join sessions.session s using (tenant_id, id)
      where s.stopped_at is null
      order by s.tenant_id, s.id for update of s
    )
    update sessions.session s set stopped_at = s.last_seen_at, closed_by = gone.closed_by
    from gone where s.tenant_id = gone.tenant_id and s.id = gone.id
    returning s.tenant_id, s.id, s.nas_id, s.subscriber_id, s.username, s.stopped_at`.execute(tx);
  return {
    changes: rows.map(({ tenantId, id, nasId, subscriberId, username }) => ({
      tenantId,
      id,
      nasId,
      subscriberId,
      username,
      kind: 'stopped',
    })),
    ended: rows.map((row) => ({
      tenantId: row.tenantId,
      sessionId: row.id,
      endedAtMs: row.stoppedAt.getTime(),
    })),
  };
}
