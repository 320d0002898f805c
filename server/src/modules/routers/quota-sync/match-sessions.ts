import type { OpenSession } from './open-session-store.ts';
import type { ToldSession } from './read-sessions.ts';

export interface MatchedSession {
  readonly open: OpenSession;
  readonly told: ToldSession;
}

export interface Matching {
  readonly matched: readonly MatchedSession[];
  /** Open with us, unknown to the router. */
  readonly missing: readonly OpenSession[];
  /** Known to the router, not open with us. */
  readonly unknownHere: number;
}

/**
 * Which session of ours is which of the router's: by Acct-Session-Id where the router tells it, else by user and address.
 * An id that belongs to somebody else with us is none of ours: routers use them again.
 */
export function matchSessions(open: readonly OpenSession[], told: readonly ToldSession[]): Matching {
  const byId = new Map(open.map((session) => [session.acctSessionId.toLowerCase(), session]));
  const byAddress = new Map(
    open.map((session) => [placeOf(session.username, session.address ?? ''), session]),
  );
  const matched: MatchedSession[] = [];
  const found = new Set<OpenSession>();
  for (const session of told) {
    const known =
      session.acctSessionId === undefined
        ? byAddress.get(placeOf(session.username, session.address ?? ''))
        : byId.get(session.acctSessionId);
    if (!known || found.has(known) || !isSameName(known.username, session.username)) continue;
    found.add(known);
    matched.push({ open: known, told: session });
  }
  return {
    matched,
    missing: open.filter((session) => !found.has(session)),
    unknownHere: told.length - matched.length,
  };
}

function placeOf(username: string, address: string): string {
  return `${address} ${username.toLowerCase()}`;
}

function isSameName(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}
