import type { Selectable } from 'kysely';
import type { DB } from '../../platform/db/index.ts';
import type { ClosedBy, Session } from './session.ts';

/** The columns that sessions.session and sessions.history share, as Kysely answers them. */
export type SessionRow = Omit<Selectable<DB['sessions.session']>, 'recordedAt'>;

export function toSession(row: SessionRow): Session {
  const { startedAt, lastSeenAt, stoppedAt, closedBy, ...same } = row;
  return {
    ...same,
    startedAtMs: startedAt.getTime(),
    lastSeenAtMs: lastSeenAt.getTime(),
    stoppedAtMs: stoppedAt === null ? null : stoppedAt.getTime(),
    closedBy: closedBy as ClosedBy | null,
  };
}
