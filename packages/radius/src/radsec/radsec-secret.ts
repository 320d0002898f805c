/** The shared secret of every RadSec connection (RFC 6614 §2.3): TLS keeps what it would keep. */
export const RADSEC_SECRET = 'radsec';
