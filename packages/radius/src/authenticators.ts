import { timingSafeEqual } from 'node:crypto';
import { authenticatorRule, codeName, HEADER_LENGTH } from './code.ts';
import { MessageAuthenticator } from './dictionary/all.gen.ts';
import type { Packet } from './packet.ts';
import type { SharedSecret } from './shared-secret.ts';
import { ValueCursor } from './value-cursor.ts';

export type MessageAuthenticatorState = 'absent' | 'valid' | 'invalid';

const ZEROS = Buffer.alloc(16);

/**
 * True when an Accounting-, CoA- or Disconnect-Request was made with this secret. The authenticator of an
 * Access-Request and of Status-Server is random and proves nothing, so for those it is true.
 */
export function hasValidRequestAuthenticator(packet: Packet, secret: SharedSecret): boolean {
  const rule = requestRule(packet);
  if (rule === 'random') return true;
  return timingSafeEqual(responseAuthenticator(packet.bytes, ZEROS, secret), packet.authenticator);
}

/** True when the reply was made with this secret for the request with this authenticator (RFC 2865 §3). */
export function hasValidResponseAuthenticator(
  reply: Packet,
  requestAuthenticator: Uint8Array,
  secret: SharedSecret,
): boolean {
  return timingSafeEqual(
    responseAuthenticator(reply.bytes, requestAuthenticator, secret),
    reply.authenticator,
  );
}

/**
 * Checks the Message-Authenticator of a request or, given the authenticator of its request, of a reply
 * (RFC 3579 §3.2, RFC 5176 §3.4, RFC 5997 §3). Two of them, or one of another length than 16, are invalid.
 */
export function checkMessageAuthenticator(
  packet: Packet,
  secret: SharedSecret,
  requestAuthenticator?: Uint8Array,
): MessageAuthenticatorState {
  const cursor = new ValueCursor(packet.bytes, MessageAuthenticator);
  if (!cursor.next()) return 'absent';
  const { start, end } = cursor;
  if (end - start !== 16 || cursor.next()) return 'invalid';
  const message = withAuthenticator(packet.bytes, hashedAuthenticator(packet, requestAuthenticator));
  message.fill(0, start, end);
  return timingSafeEqual(secret.hmacMd5(message), packet.bytes.subarray(start, end)) ? 'valid' : 'invalid';
}

/** MD5( code | identifier | length | the given authenticator | attributes | secret ). */
export function responseAuthenticator(
  packet: Buffer,
  authenticator: Uint8Array,
  secret: SharedSecret,
): Buffer {
  return secret.md5After(withAuthenticator(packet, authenticator));
}

/** What stands in the authenticator field while the HMAC is computed. */
function hashedAuthenticator(packet: Packet, requestAuthenticator: Uint8Array | undefined): Uint8Array {
  const rule = authenticatorRule(packet.code);
  if (rule === 'random') return packet.authenticator;
  if (rule === 'zeros') return ZEROS;
  if (requestAuthenticator?.length === 16) return requestAuthenticator;
  throw new RangeError(`${codeName(packet.code)} is checked with the authenticator of its request`);
}

function requestRule(packet: Packet): 'random' | 'zeros' {
  const rule = authenticatorRule(packet.code);
  if (rule === 'random' || rule === 'zeros') return rule;
  throw new RangeError(`${codeName(packet.code)} is no request`);
}

/** The packet with another authenticator, in a buffer that the next call overwrites. */
function withAuthenticator(packet: Buffer, authenticator: Uint8Array): Buffer {
  packet.copy(scratch);
  scratch.set(authenticator, 4);
  return scratch.subarray(0, packet.length);
}

const scratch = Buffer.alloc(4096 + HEADER_LENGTH);
