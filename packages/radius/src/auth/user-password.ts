import type { SharedSecret } from '../shared-secret.ts';

const BLOCK = 16;
const MAX_LENGTH = 128;

/** Hides up to 128 bytes by RFC 2865 §5.2; throws a RangeError for more. An empty value becomes one block. */
export function hideUserPassword(clear: Uint8Array, secret: SharedSecret, authenticator: Uint8Array): Buffer {
  if (clear.length > MAX_LENGTH) throw new RangeError(`${clear.length} bytes are more than ${MAX_LENGTH}`);
  const padded = Buffer.alloc(Math.max(BLOCK, Math.ceil(clear.length / BLOCK) * BLOCK));
  padded.set(clear);
  return hideBlocks(padded, secret, authenticator);
}

/**
 * The clear bytes with their zero padding, or undefined when the length is none of 16, 32, ... 128.
 * `stripPadding` takes the padding off.
 */
export function revealUserPassword(
  hidden: Uint8Array,
  secret: SharedSecret,
  authenticator: Uint8Array,
): Buffer | undefined {
  if (hidden.length < BLOCK || hidden.length > MAX_LENGTH || hidden.length % BLOCK !== 0) return undefined;
  return revealBlocks(hidden, secret, authenticator);
}

/** The value without the zero bytes at its end; a view. */
export function stripPadding(padded: Buffer): Buffer {
  let end = padded.length;
  while (end > 0 && padded[end - 1] === 0) end--;
  return padded.subarray(0, end);
}

/**
 * The chain that User-Password and the salted scheme share, over whole blocks, in place: each block is xored
 * with MD5( secret | previous cipher block ), the first with MD5( secret | start ).
 */
export function hideBlocks(cipher: Buffer, secret: SharedSecret, start: Uint8Array): Buffer {
  let previous = start;
  for (let at = 0; at < cipher.length; at += BLOCK) {
    secret.md5Before(previous, mask);
    for (let i = 0; i < BLOCK; i++) cipher[at + i]! ^= mask[i]!;
    previous = cipher.subarray(at, at + BLOCK);
  }
  return cipher;
}

/** Undoes `hideBlocks`. */
export function revealBlocks(cipher: Uint8Array, secret: SharedSecret, start: Uint8Array): Buffer {
  const clear = Buffer.from(cipher);
  let previous = start;
  for (let at = 0; at < clear.length; at += BLOCK) {
    secret.md5Before(previous, mask);
    for (let i = 0; i < BLOCK; i++) clear[at + i]! ^= mask[i]!;
    previous = cipher.subarray(at, at + BLOCK);
  }
  return clear;
}

/** Overwritten for each block. */
const mask = new Uint8Array(BLOCK);
