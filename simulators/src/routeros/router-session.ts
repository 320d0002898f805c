import type { Rates } from './rate-limit.ts';

/** What has passed, from the subscriber's view. */
export interface Volume {
  readonly uploadBytes: bigint;
  readonly downloadBytes: bigint;
}

/** Somebody who is online at a router, whoever plays them. */
export interface RouterSession {
  readonly service: 'pppoe' | 'hotspot' | 'ipoe';
  readonly userName: string;
  /** The MAC address of the client. */
  readonly callerId: string;
  readonly address: string;
  /** The Acct-Session-Id. */
  readonly sessionId: string;
  /** The list that the router puts the address in while the session lasts. */
  readonly addressList: string | undefined;
  /** Mikrotik-Rate-Limit of the Accept, or of the last CoA; the dynamic queue is made of it. */
  readonly rateLimit: string | undefined;
  /** What part of the traffic goes to addresses that mangle rules may mark, by mark. */
  readonly markShares: Readonly<Record<string, number>>;
  /** TTLs with which packets of its hosts arrive at the router. */
  readonly seenTtls: readonly number[];
  /** TCP connections that its address has open. */
  readonly connections: number;
  readonly uptimeSeconds: number;
  /** Up to the last `settle`. */
  readonly volume: Volume;
  /** What the subscriber would use now, were there no queue. */
  readonly demand: Rates;
  /** Lets the counters grow up to now: called before anything changes that shapes them, and before they are read. */
  settle(): void;
}
