import type { ChangedSession } from './session-book.ts';
import { isOpen, type Session } from './session.ts';

/** A session that opened or ended, as open pages are told. */
export interface SessionChange {
  tenantId: string;
  id: string;
  nasId: string;
  subscriberId: string | null;
  username: string;
  kind: 'started' | 'stopped';
}

/** What a transaction did to the list of who is online: those that opened, and `ended`. */
export function changesOf(changed: readonly ChangedSession[], ended: readonly Session[]): SessionChange[] {
  const changes = ended.map((session) => toChange(session, 'stopped'));
  for (const { session, stored } of changed) {
    const wasOpen = stored !== undefined && isOpen(stored.session);
    if (isOpen(session) && !wasOpen) changes.push(toChange(session, 'started'));
  }
  return changes;
}

function toChange(session: Session, kind: SessionChange['kind']): SessionChange {
  const { tenantId, id, nasId, subscriberId, username } = session;
  return { tenantId, id, nasId, subscriberId, username, kind };
}
