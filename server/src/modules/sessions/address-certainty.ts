import { isOpen, type Session } from './session.ts';

/**
 * How sure it is that a session had its address at an instant, or at some instant of a range that begins there:
 *
 *     start ─────── certain ─────── last word ── likely ── a report is due ── possible ── grace ends
 *                                   (told Stop: the session ends here, and nothing after it is possible)
 *
 * `certain`: the NAS reported the session before and after the instant, or its Stop. `likely`: it is open, and its
 * next report is not overdue. `possible`: its Stop was lost or has not come, and the instant lies after its last
 * word, within the time in which nobody could know.
 */
export type AddressCertainty = 'certain' | 'likely' | 'possible';

/** Reports come at their interval give or take a retransmission or two. */
const slackMs = 60_000;
const standardInterimS = 300;

export function addressCertainty(session: Session, { fromMs }: { fromMs: number }): AddressCertainty {
  const knownUntilMs = session.stoppedAtMs ?? session.lastSeenAtMs;
  if (knownUntilMs >= fromMs) return 'certain';
  const dueMs = session.lastSeenAtMs + (session.interimIntervalS ?? standardInterimS) * 1_000 + slackMs;
  return isOpen(session) && dueMs >= fromMs ? 'likely' : 'possible';
}
