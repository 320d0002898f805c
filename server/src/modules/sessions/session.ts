/** How a session ended; all but `stop` are conclusions that a Stop may still correct. */
export type ClosedBy = 'stop' | 'stale' | 'nas_restart' | 'replaced';

/** Cumulative counters in bytes and packets, from the subscriber's side. */
export interface Counters {
  uploadBytes: bigint;
  downloadBytes: bigint;
  uploadPackets: bigint;
  downloadPackets: bigint;
}

/** One run of a router's counters under one Acct-Session-Id: a row of sessions.session or sessions.history. */
export interface Session extends Counters {
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
  /** Between the last two packets that counted; null before the second. */
  downloadBps: bigint | null;
  uploadBps: bigint | null;
}

export const isOpen = (session: Session): boolean => session.stoppedAtMs === null;

/**
 * Closes a session of which nothing more was heard, at the last instant at which it was: the time after
 * that was not used and is not counted.
 */
export function closeAtLastSeen(session: Session, closedBy: Exclude<ClosedBy, 'stop'>): Session {
  return { ...session, stoppedAtMs: session.lastSeenAtMs, closedBy };
}
