import type { Rates } from '../routeros/rate-limit.ts';

/** What a session has used; cumulative, as accounting reports it. */
export interface SessionCounters {
  /** From the subscriber: what RADIUS calls Input. */
  readonly uploadBytes: bigint;
  /** To the subscriber: what RADIUS calls Output. */
  readonly downloadBytes: bigint;
  /** Simulated. */
  readonly seconds: number;
}

export const NO_COUNTERS: SessionCounters = { uploadBytes: 0n, downloadBytes: 0n, seconds: 0 };

/** How a session ended; undefined while it is open. */
export type SessionEnd =
  | 'user-request'
  | 'session-timeout'
  | 'disconnect-request'
  /** Removed by the router's API. */
  | 'api-remove'
  /** It has used all that Mikrotik-Total-Limit allows. */
  | 'volume-limit'
  | 'admin-reboot'
  /** No Stop was sent, though the router was up. */
  | 'lost-stop'
  /** No Stop was sent, because the router had no power. */
  | 'power-cut';

/**
 * What a server should know of one session. Its record of the counters lies between `acknowledged` (it said that
 * it has them) and `sent` (they may have been lost on the way). `isCertain` when
 * the highest counters sent were acknowledged: then the two are equal and the server must have exactly these.
 */
export interface SessionTruth {
  readonly router: number;
  readonly nasAddress: string;
  readonly nasIdentifier: string;
  /** Counts the boots of the router from `firstBoot`: a session id may come again after a boot. */
  readonly boot: number;
  readonly acctSessionId: string;
  readonly subscriber: number;
  readonly userName: string;
  readonly framedIpAddress: string;
  /** Every Class of the Accept, as hex; sent back with each record. */
  readonly classes: readonly string[];
  /** Wall clock, milliseconds since 1970 UTC. */
  readonly startedAtMs: number;
  readonly end: SessionEnd | undefined;
  readonly endedAtMs: number | undefined;
  readonly sent: SessionCounters;
  readonly acknowledged: SessionCounters;
  readonly isStartAcknowledged: boolean;
  readonly isStopAcknowledged: boolean;
  readonly isCertain: boolean;
  /** Mikrotik-Rate-Limit in force: from the Accept, or from the last CoA that was obeyed. */
  readonly rateLimit: string | undefined;
  /** What limits its traffic while it is open: a queue that was put before its own, its own, or nothing (0). */
  readonly effectiveRates: Rates | undefined;
}
