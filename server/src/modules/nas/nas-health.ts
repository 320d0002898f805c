/** What the health of a NAS is judged by. */
export interface NasVitals {
  isEnabled: boolean;
  /** Null: no packet of it was ever seen. */
  lastPacketAtMs: number | null;
  openSessions: number;
  /** How often a session of it reports; while one is open a packet is expected at least so often. */
  interimIntervalS: number;
  /** Of the last `recentMinutes`. */
  recent: { accepts: number; rejects: number; unanswered: number };
}

export type NasHealthState = 'ok' | 'quiet' | 'down' | 'waiting' | 'disabled';

export const nasHealthStates = [
  'ok',
  'quiet',
  'down',
  'waiting',
  'disabled',
] as const satisfies NasHealthState[];

/** Why it is so, for a sentence on the page. */
export const nasHealthReasons = [
  'disabled',
  'never_heard',
  'silent',
  'all_rejected',
  'all_unanswered',
  'late',
  'idle',
  'many_unanswered',
  'heard',
] as const;
export type NasHealthReason = (typeof nasHealthReasons)[number];

export interface NasHealth {
  state: NasHealthState;
  reason: NasHealthReason;
}

/** Over so many minutes what a NAS is told is looked at. */
export const recentMinutes = 5;

/** Fewer than these tell of one subscriber with a wrong password, not of the NAS. */
const leastTelling = 10;
/** Reports come at their interval give or take a retransmission or two. */
const slackMs = 60_000;
/** So many intervals without a packet while sessions are open: nothing comes through any more. */
const silentIntervals = 3;
/** A NAS without sessions has nothing to say; after this long somebody should look. */
const idleMs = 900_000;
/** Of what was sent; above it requests are lost that a person should know of. */
const unansweredShare = 0.1;

/**
 * The health of a NAS in a word, and why. The worst that holds is told: silence before refusals, refusals
 * before lateness.
 */
export function nasHealth(vitals: NasVitals, nowMs: number): NasHealth {
  if (!vitals.isEnabled) return { state: 'disabled', reason: 'disabled' };
  if (vitals.lastPacketAtMs === null) return { state: 'waiting', reason: 'never_heard' };
  const silentMs = nowMs - vitals.lastPacketAtMs;
  const intervalMs = vitals.interimIntervalS * 1000;
  const hasSessions = vitals.openSessions > 0;
  if (hasSessions && silentMs > silentIntervals * intervalMs + slackMs)
    return { state: 'down', reason: 'silent' };
  return judgeAnswers(vitals.recent) ?? judgeSilence({ silentMs, intervalMs, hasSessions });
}

function judgeAnswers({ accepts, rejects, unanswered }: NasVitals['recent']): NasHealth | undefined {
  const asked = accepts + rejects + unanswered;
  if (asked < leastTelling) return undefined;
  if (unanswered === asked) return { state: 'down', reason: 'all_unanswered' };
  if (accepts === 0) return { state: 'down', reason: 'all_rejected' };
  return unanswered > asked * unansweredShare ? { state: 'quiet', reason: 'many_unanswered' } : undefined;
}

function judgeSilence(silence: { silentMs: number; intervalMs: number; hasSessions: boolean }): NasHealth {
  const { silentMs, intervalMs, hasSessions } = silence;
  if (hasSessions && silentMs > intervalMs + slackMs) return { state: 'quiet', reason: 'late' };
  if (!hasSessions && silentMs > idleMs) return { state: 'quiet', reason: 'idle' };
  return { state: 'ok', reason: 'heard' };
}
