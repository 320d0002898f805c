/** Why a datagram that reached the client was not taken for a reply. */
export const IGNORED_KINDS = [
  /** No request waits for this identifier: late, or made up. */
  'stray',
  /** Not from the address and port that were asked. */
  'wrong-source',
  'malformed',
  /** A code that does not answer the request's. */
  'unexpected-code',
  /** Forged, or made with another secret. */
  'wrong-authenticator',
  'wrong-message-authenticator',
  'missing-message-authenticator',
] as const;

export type IgnoredKind = (typeof IGNORED_KINDS)[number];

/** Counts since the client was made; they only grow. */
export interface ClientCounters {
  /** Requests begun. */
  requests: number;
  /** Transmissions after the first. */
  retransmissions: number;
  replies: number;
  timeouts: number;
  /** Datagrams the system refused to send; to the request they are lost ones. */
  sendFailures: number;
  socketErrors: number;
  ignored: Record<IgnoredKind, number>;
}

export function newClientCounters(): ClientCounters {
  return {
    requests: 0,
    retransmissions: 0,
    replies: 0,
    timeouts: 0,
    sendFailures: 0,
    socketErrors: 0,
    ignored: Object.fromEntries(IGNORED_KINDS.map((kind) => [kind, 0])) as Record<IgnoredKind, number>,
  };
}
