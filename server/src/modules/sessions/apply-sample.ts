import type { Session } from './session.ts';

/**
 * How much a session has carried as of an instant, as its router's own counters tell: what RADIUS had told when it last
 * spoke, and what the router has counted since. From the subscriber's side.
 */
export interface SessionSample {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly atMs: number;
  readonly uploadBytes: number;
  readonly downloadBytes: number;
  readonly sessionTimeS: number;
}

/** Garbage of a router counts nothing: JSON's integers hold whatever a session can have carried. */
export function isSound({ atMs, uploadBytes, downloadBytes, sessionTimeS }: SessionSample): boolean {
  return [atMs, uploadBytes, downloadBytes, sessionTimeS].every(
    (value) => Number.isSafeInteger(value) && value >= 0,
  );
}

/**
 * The session after a sample. Counts only rise, and what rises here is known to be ahead of RADIUS, whose next packet
 * is compared with what RADIUS itself has told: it takes the place of the estimate and is not added to it.
 */
export function applySample(session: Session, sample: SessionSample): Session {
  const upload = above(sample.uploadBytes, session.uploadBytes);
  const download = above(sample.downloadBytes, session.downloadBytes);
  const time = above(sample.sessionTimeS, session.sessionTimeS);
  return {
    ...session,
    uploadBytes: session.uploadBytes + upload,
    downloadBytes: session.downloadBytes + download,
    sessionTimeS: session.sessionTimeS + time,
    aheadUploadBytes: session.aheadUploadBytes + upload,
    aheadDownloadBytes: session.aheadDownloadBytes + download,
    aheadTimeS: session.aheadTimeS + time,
    lastSeenAtMs: Math.max(session.lastSeenAtMs, sample.atMs),
  };
}

function above(told: number, counted: bigint): bigint {
  const value = BigInt(told);
  return value > counted ? value - counted : 0n;
}
