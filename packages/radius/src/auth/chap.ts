import { timingSafeEqual } from 'node:crypto';
import { md5 } from '../digest/md5.ts';

/** What a CHAP client answers: MD5( identifier | password | challenge ) (RFC 1994 §4.1). */
export function chapResponse(identifier: number, password: Uint8Array, challenge: Uint8Array): Buffer {
  const digest = Buffer.allocUnsafe(16);
  digest[0] = identifier;
  md5.start().update(digest, 0, 1).update(password).update(challenge).finish(digest);
  return digest;
}

/** The 17 bytes of CHAP-Password (RFC 2865 §5.3), for clients. */
export function chapPassword(identifier: number, password: Uint8Array, challenge: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(identifier), chapResponse(identifier, password, challenge)]);
}

/** True when the 17 bytes of a CHAP-Password prove the password; in constant time. */
export function verifyChap(received: Uint8Array, password: Uint8Array, challenge: Uint8Array): boolean {
  return timingSafeEqual(received.subarray(1), chapResponse(received[0]!, password, challenge));
}
