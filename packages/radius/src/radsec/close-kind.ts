/** Every reason for which a connection ends; also the names of the counters. */
export const CLOSE_KINDS = [
  /** As many connections are open as the server holds. */
  'too-many-connections',
  /** It was the oldest handshake when there were too many at once. */
  'handshake-crowded',
  /** The handshake failed or was not done in time; `cause` is what TLS says. */
  'handshake-failed',
  /** The client showed no certificate. */
  'no-certificate',
  'expired-certificate',
  /** No client is known by the certificate. */
  'unknown-certificate',
  /** The client was known by its certificate and is not any more. */
  'revoked',
  /** The client opened more connections than it may, and this was its oldest. */
  'displaced',
  /** No packet for so long that the client must be gone. */
  'idle',
  /** A packet began and did not become whole in time. */
  'stalled',
  /** A length below 20 or above 4096: nobody knows where the next packet begins (RFC 6614 §2.1). */
  'bad-length',
  /** A packet that its sender cannot have meant: malformed, or with a wrong authenticator. */
  'invalid-packet',
  /** The client does not read our replies. */
  'not-reading',
  /** An error of the connection; `cause` has it. */
  'broken',
  /** The client closed it. */
  'ended',
  /** The server is closing. */
  'closing',
] as const;

export type CloseKind = (typeof CLOSE_KINDS)[number];

/** Counts of closed connections by reason, all of them 0. */
export function newCloseCounts(): Record<CloseKind, number> {
  return Object.fromEntries(CLOSE_KINDS.map((kind) => [kind, 0])) as Record<CloseKind, number>;
}
