/**
 * From the order to its end. An ACK is the NAS's claim; `confirmed` says that its accounting ended the
 * session, and nothing overwrites it.
 *
 *     queued ── ACK ──▶ acknowledged ── session ends ──▶ confirmed
 *     queued ── NAK 503 ──▶ gone            the NAS knows no such session; ours is closed as stale
 *     queued ── other NAK ──▶ refused       errorCause says why
 *     queued ── no answer ──▶ timed_out ── session ends ──▶ confirmed
 *     queued ── session ends ──▶ confirmed  the Stop was faster than the ACK
 */
export type DisconnectState = 'queued' | 'acknowledged' | 'refused' | 'timed_out' | 'gone' | 'confirmed';

export const disconnectStates = [
  'queued',
  'acknowledged',
  'refused',
  'timed_out',
  'gone',
  'confirmed',
] as const satisfies DisconnectState[];

/** States in which the end of the session is what was asked for. */
export const unconfirmedStates = ['queued', 'acknowledged', 'timed_out'] as const satisfies DisconnectState[];

export interface Disconnect {
  id: string;
  sessionId: string;
  requestedAt: Date;
  requestedByName: string;
  reason: string | null;
  state: DisconnectState;
  /** Datagrams sent. */
  attempts: number;
  /** Error-Cause of RFC 5176 §3.5, from a NAK. */
  errorCause: number | null;
  roundTripMs: number | null;
  answeredAt: Date | null;
  confirmedAt: Date | null;
}

/** What came back from the NAS. */
export interface DisconnectAnswer {
  state: 'acknowledged' | 'refused' | 'timed_out' | 'gone';
  attempts: number;
  errorCause: number | null;
  roundTripMs: number | null;
}
