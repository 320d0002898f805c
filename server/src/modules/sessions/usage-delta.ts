/**
 * What one packet, or one sample of a router's counters, added to what a subscriber has used. What counts something of
 * its own (quotas) takes these in the transaction that writes them.
 */
export interface UsageDelta {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly sessionId: string;
  /** IANA name of the tenant's zone, whose civil days count. */
  readonly timeZone: string;
  /** The time that it covers: from the word before to this one. */
  readonly fromMs: number;
  readonly atMs: number;
  readonly uploadBytes: bigint;
  readonly downloadBytes: bigint;
  readonly sessionTimeS: bigint;
}
