/** Cumulative counters of a session, from the subscriber's side, and when they were true. */
export interface CounterReading {
  readonly atMs: number;
  readonly downloadBytes: number;
  readonly uploadBytes: number;
}

export interface InterimEvidence {
  readonly wanted: { readonly downloadBps: number; readonly uploadBps: number };
  /** What was in force until the claim; null: not known. */
  readonly before: { readonly downloadBps: number; readonly uploadBps: number } | null;
  readonly claimedAtMs: number;
  /** The last reading before the claim. */
  readonly base: CounterReading;
  /** The newest one. */
  readonly latest: CounterReading;
}

/** The shortest time after a claim that says something about a rate. */
export const shortestWindowMs = 20_000;
/** Queues let through a little more than their rate, and packets in flight are counted late. */
const tolerance = 1.2;
const slackBytes = 1_000_000;

/**
 * What accounting says of a rate that a router claims to have set: more bytes than the rate before the claim and the
 * wanted one after it could have carried contradict it. Fewer confirm it as far as accounting can: a subscriber who
 * is idle cannot be seen to be slow. `wait`: the reading is too close to the claim.
 */
export function judgeByInterim(evidence: InterimEvidence): 'confirmed' | 'no_effect' | 'wait' {
  const { claimedAtMs, base, latest } = evidence;
  if (latest.atMs - claimedAtMs < shortestWindowMs) return 'wait';
  const isAbove = (direction: 'download' | 'upload'): boolean => {
    const moved = latest[`${direction}Bytes`] - base[`${direction}Bytes`];
    return moved > carriable(evidence, direction) * tolerance + slackBytes;
  };
  return isAbove('download') || isAbove('upload') ? 'no_effect' : 'confirmed';
}

function carriable(
  { wanted, before, claimedAtMs, base, latest }: InterimEvidence,
  direction: 'download' | 'upload',
) {
  const rate = `${direction}Bps` as const;
  const beforeMs = Math.max(0, claimedAtMs - base.atMs);
  const afterMs = latest.atMs - Math.max(claimedAtMs, base.atMs);
  const beforeBytes = beforeMs === 0 ? 0 : ((before?.[rate] ?? Infinity) * beforeMs) / 8000;
  return beforeBytes + (wanted[rate] * afterMs) / 8000;
}

/**
 * What accounting says of an end that a router claims to have made: a session that goes on being told of goes on.
 * Its Stop, which confirms, is not seen here: it takes the session away.
 */
export function judgeEndByInterim({
  claimedAtMs,
  lastSeenAtMs,
}: {
  claimedAtMs: number;
  lastSeenAtMs: number;
}): 'no_effect' | 'wait' {
  return lastSeenAtMs - claimedAtMs >= shortestWindowMs ? 'no_effect' : 'wait';
}
