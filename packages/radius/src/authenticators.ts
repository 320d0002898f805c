import { timingSafeEqual } from 'node:crypto';
import { authenticatorRule, codeName, HEADER_LENGTH } from './code.ts';
import { MessageAuthenticator } from './dictionary/all.gen.ts';
import { md5 } from './digest/md5.ts';
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
  return hasAuthenticator(packet, ZEROS, secret);
}

/** True when the reply was made with this secret for the request with this authenticator (RFC 2865 §3). */
export function hasValidResponseAuthenticator(
  reply: Packet,
  requestAuthenticator: Uint8Array,
  secret: SharedSecret,
): boolean {
  return hasAuthenticator(reply, requestAuthenticator, secret);
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
  const { bytes } = packet;
  const authenticator = hashedAuthenticator(packet, requestAuthenticator);
  // As the sender hashed it: with zeros in the place of the 16 bytes themselves.
  const hmac = secret.startHmac();
  hmac.update(bytes, 0, 4).update(authenticator).update(bytes, HEADER_LENGTH, start).update(ZEROS);
  hmac.update(bytes, end);
  secret.finishHmac(digest, 0);
  return timingSafeEqual(digest, bytes.subarray(start, end)) ? 'valid' : 'invalid';
}

/** MD5( code | identifier | length | the given authenticator | attributes | secret ) stands in the packet's field. */
function hasAuthenticator(packet: Packet, authenticator: Uint8Array, secret: SharedSecret): boolean {
  const { bytes } = packet;
  const message = md5.start().update(bytes, 0, 4).update(authenticator).update(bytes, HEADER_LENGTH);
  secret.finishMd5(message, digest, 0);
  return timingSafeEqual(digest, packet.authenticator);
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

/** Overwritten by each check. */
const digest = Buffer.alloc(16);
