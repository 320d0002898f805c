import type { KnownClient } from './known-client.ts';

/** Every reason for which a datagram gets no answer; also the names of the counters. */
export const DISCARD_KINDS = [
  /** It came from port 0, which expects no answer (RFC 768) and to which no socket sends. */
  'no-reply-port',
  /** No client is known at the source address (RFC 2865 §3). */
  'unknown-client',
  /** Not a RADIUS packet; `cause` is the fault the decoder found. */
  'malformed',
  /** A code that this socket does not serve, such as accounting on the authentication port. */
  'unexpected-code',
  /** The authenticator of an accounting or CoA request is wrong: mostly another secret (RFC 2866 §3). */
  'wrong-authenticator',
  /** The Message-Authenticator is wrong: mostly another secret (RFC 3579 §3.2). */
  'wrong-message-authenticator',
  /** Message-Authenticator is there twice or not 16 bytes long. */
  'malformed-message-authenticator',
  /** Message-Authenticator is absent where the client's mode, EAP or Status-Server needs it. */
  'missing-message-authenticator',
  /** Proxy-State without Message-Authenticator: what BlastRADIUS forges replies with. */
  'unprotected-proxy-state',
  /** EAP-Message beside another kind of credential (RFC 3579 §3.3). */
  'ambiguous-credentials',
  /** The client has as many datagrams waiting for their turn as it may while others need room. */
  'backlog-full',
  /** It waited for its turn longer than the NAS waits for an answer. */
  'backlog-overdue',
  /** As many requests are in work as the server may hold. */
  'queue-full',
  /** The client has as many requests in work as it may hold while others need room. */
  'client-share-full',
  /** The handler threw or rejected, or its reply could not be encoded; `cause` is the error. */
  'handler-failed',
  /** The handler chose silence. */
  'unanswered',
  /** The NAS reused the identifier for another request before this one was answered (RFC 5080 §2.2.2). */
  'superseded',
  /** The handler did not settle in time; the slot was given back. */
  'abandoned',
  /** The server is closing. */
  'closing',
] as const;

export type DiscardKind = (typeof DISCARD_KINDS)[number];

/** Where a datagram came from. */
export interface DatagramSource {
  readonly address: string;
  readonly port: number;
}

/** One datagram that got no answer. Comes at the rate of the network: count or sample, do not write each. */
export interface Discard<D> {
  readonly kind: DiscardKind;
  readonly source: DatagramSource;
  /** Undefined when the source is unknown. */
  readonly client: KnownClient<D> | undefined;
  /** The decoder's fault or the handler's error, where the kind has one. */
  readonly cause: unknown;
}
