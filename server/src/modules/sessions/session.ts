/** How a session ended; all but `stop` are conclusions that a Stop may still correct. */
export const closedBys = ['stop', 'stale', 'nas_restart', 'replaced', 'missing'] as const;
export type ClosedBy = (typeof closedBys)[number];

/** Cumulative counters in bytes and packets, from the subscriber's side. */
export interface Counters {
  uploadBytes: bigint;
  downloadBytes: bigint;
  uploadPackets: bigint;
  downloadPackets: bigint;
}

/** What the login was granted, as our Class says it back; null: it does not say, or there is no such limit. */
export interface Granted {
  grantedDownloadBps: bigint | null;
  grantedUploadBps: bigint | null;
  grantedTimeoutS: number | null;
  grantedVolumeBytes: bigint | null;
  /** Of the terms that are no numbers. */
  grantedDigest: bigint | null;
}

/** One run of a router's counters under one Acct-Session-Id: a row of sessions.session or sessions.history. */
export interface Session extends Counters, Granted {
  tenantId: string;
  id: string;
  nasId: string;
  /** The router that reports it, of those behind the NAS. */
  nasAddress: string;
  acctSessionId: string;
  epoch: number;
  subscriberId: string | null;
  subscriptionId: string | null;
  username: string;
  callingStationId: string | null;
  calledStationId: string | null;
  mac: string | null;
  nasPortId: string | null;
  framedIp: string | null;
  framedIpv6Prefix: string | null;
  delegatedIpv6Prefix: string | null;
  startedAtMs: number;
  lastSeenAtMs: number;
  stoppedAtMs: number | null;
  closedBy: ClosedBy | null;
  terminateCause: number | null;
  interimIntervalS: number | null;
  sessionTimeS: bigint;
  finalCountersMissing: boolean;
  /** What samples of the router's counters said beyond the last packet; part of the figures above. */
  aheadUploadBytes: bigint;
  aheadDownloadBytes: bigint;
  aheadTimeS: bigint;
  /** Between the last two packets that counted; null before the second. */
  downloadBps: bigint | null;
  uploadBps: bigint | null;
}

/** What RADIUS itself has told of a session, without what samples said beyond it. */
export type Told = Pick<Session, 'uploadBytes' | 'downloadBytes' | 'sessionTimeS'>;

export function toldOf(session: Session): Told {
  const { aheadUploadBytes, aheadDownloadBytes, aheadTimeS } = session;
  // Nearly none has any, and this is asked several times for each packet.
  if (aheadUploadBytes === 0n && aheadDownloadBytes === 0n && aheadTimeS === 0n) return session;
  return {
    uploadBytes: session.uploadBytes - aheadUploadBytes,
    downloadBytes: session.downloadBytes - aheadDownloadBytes,
    sessionTimeS: session.sessionTimeS - aheadTimeS,
  };
}

export const isOpen = (session: Session): boolean => session.stoppedAtMs === null;

/**
 * Closes a session of which nothing more was heard, at the last instant at which it was: the time after
 * that was not used and is not counted.
 */
export function closeAtLastSeen(session: Session, closedBy: Exclude<ClosedBy, 'stop'>): Session {
  return { ...session, stoppedAtMs: session.lastSeenAtMs, closedBy };
}
