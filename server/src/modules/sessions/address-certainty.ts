import { isOpen, type Session } from './session.ts';

/**
 * How sure it is that a session had its address at some instant of [from, to]:
 *
 *     start ─────── certain ─────── last word ── possible ── grace ends
 *                                   (told Stop: the session ends here, and nothing after it is possible)
 *
 * `certain`: the NAS reported the session before and after the instant, or its Stop. `possible`: its Stop was
 * lost or has not come, and the instant lies after its last word, within the time in which nobody could know.
 */
export type AddressCertainty = 'certain' | 'possible';

export function addressCertainty(session: Session, { fromMs }: { fromMs: number }): AddressCertainty {
  const knownUntilMs = isOpen(session) ? session.lastSeenAtMs : session.stoppedAtMs!;
  return knownUntilMs >= fromMs ? 'certain' : 'possible';
}
