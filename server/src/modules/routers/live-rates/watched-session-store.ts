import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { WatchedSession } from './locate-session.ts';

/** A session and its NAS; `isOpen`: false, and there is nothing to watch. */
export interface WatchedRow extends WatchedSession {
  readonly nasId: string;
  readonly isOpen: boolean;
}

export async function findWatchedSession(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<WatchedRow | undefined> {
  const { rows } = await sql<WatchedRow>`
    select id, nas_id, acct_session_id, username, host(framed_ip) as address, stopped_at is null as is_open
    from sessions.session where tenant_id = ${tenantId} and id = ${id}`.execute(tx);
  return rows[0];
}
