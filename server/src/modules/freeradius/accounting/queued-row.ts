/** What the queue holds of one packet that FreeRADIUS took; the columns of `radius.accounting_queue`. */
export interface QueuedRow {
  readonly tenantId: string;
  /** A number of the database's; only its order counts. */
  readonly id: string;
  readonly kind: 'start' | 'interim' | 'stop' | 'restart';
  readonly at: Date;
  readonly recordedAt: Date;
  readonly nasAddress: string;
  /** The NAS whose prefix holds the address; null: this tenant has none. */
  readonly nasId: string | null;
  readonly acctSessionId: string | null;
  readonly username: string | null;
  readonly nasPortId: string | null;
  readonly callingStationId: string | null;
  readonly calledStationId: string | null;
  readonly framedIp: string | null;
  readonly framedIpv6Prefix: string | null;
  readonly delegatedIpv6Prefix: string | null;
  readonly sessionTimeS: bigint | null;
  readonly inputOctets: bigint | null;
  readonly outputOctets: bigint | null;
  readonly terminateCause: string | null;
  readonly class: string | null;
}
