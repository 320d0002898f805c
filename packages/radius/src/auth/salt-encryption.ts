import type { SharedSecret } from '../shared-secret.ts';
import { hideBlocks, revealBlocks } from './user-password.ts';

const BLOCK = 16;
const SALT = 2;
/** The length of the clear text stands in one byte, and the blocks have to fit an attribute. */
const MAX_LENGTH = 239;

export interface SaltContext {
  readonly secret: SharedSecret;
  /** The authenticator of the Access-Request, also in the reply. */
  readonly authenticator: Uint8Array;
  /** 0x8000 to 0xffff, never twice in one packet. */
  readonly salt: number;
}

/** Salt, then the length and the value hidden in 16-byte blocks (RFC 2868 §3.5, RFC 2548 §2.4.2). */
export function encryptSalted(clear: Uint8Array, context: SaltContext): Buffer {
  if (clear.length > MAX_LENGTH) throw new RangeError(`${clear.length} bytes are more than ${MAX_LENGTH}`);
  const value = Buffer.alloc(SALT + Math.ceil((1 + clear.length) / BLOCK) * BLOCK);
  value.writeUInt16BE(context.salt);
  value[SALT] = clear.length;
  value.set(clear, SALT + 1);
  start.set(context.authenticator);
  start.writeUInt16BE(context.salt, BLOCK);
  hideBlocks(value.subarray(SALT), context.secret, start);
  return value;
}

/** The clear value, or undefined when the blocks or the length inside them do not fit. */
export function decryptSalted(
  value: Uint8Array,
  secret: SharedSecret,
  authenticator: Uint8Array,
): Buffer | undefined {
  const cipher = value.subarray(SALT);
  if (cipher.length === 0 || cipher.length % BLOCK !== 0) return undefined;
  const padded = revealBlocks(cipher, secret, Buffer.concat([authenticator, value.subarray(0, SALT)]));
  const length = padded[0]!;
  return length > padded.length - 1 ? undefined : padded.subarray(1, 1 + length);
}

/** Authenticator and salt, with which the chain begins; overwritten for each value. */
const start = Buffer.alloc(BLOCK + SALT);
