import { sha1 } from '../digest/sha1.ts';
import { encryptBlock } from './des.ts';

/** The E= codes of an MS-CHAP-Error (RFC 2759 §6). Many clients show only 691 in words. */
export const MsChapErrorCode = {
  RestrictedLogonHours: 646,
  AccountDisabled: 647,
  PasswordExpired: 648,
  NoDialinPermission: 649,
  AuthenticationFailure: 691,
  ChangingPassword: 709,
} as const;

/**
 * The 24 bytes that prove a 16-byte password hash for an 8-byte challenge: the challenge encrypted under each
 * third of the hash, which zeros fill to 21 bytes (RFC 2759 §8.5).
 */
export function challengeResponse(challenge: Buffer, passwordHash: Uint8Array): Buffer {
  const response = Buffer.allocUnsafe(24);
  thirds.set(passwordHash);
  for (let i = 0; i < 3; i++) {
    encryptBlock(challenge, { bytes: thirds, at: i * 7 }, { bytes: response, at: i * 8 });
  }
  return response;
}

/** Overwritten by each call; its last five bytes stay zero. */
const thirds = new Uint8Array(21);

export interface MsChapV2Exchange {
  /** The 16 bytes of MS-CHAP-Challenge. */
  readonly authenticatorChallenge: Uint8Array;
  /** The 16 bytes the client chose. */
  readonly peerChallenge: Uint8Array;
  /** The name as the client typed it; a `DOMAIN\` in front is not part of the proof. */
  readonly userName: Uint8Array;
}

/** The 8-byte challenge both ends derive (RFC 2759 §8.2). Case and realm of the name count. */
export function challengeHash(exchange: MsChapV2Exchange): Buffer {
  const { peerChallenge, authenticatorChallenge, userName } = exchange;
  const afterDomain = userName.lastIndexOf(BACKSLASH) + 1;
  sha1.start().update(peerChallenge).update(authenticatorChallenge).update(userName, afterDomain);
  return finishSha1(8);
}

const BACKSLASH = 0x5c;

export interface MsChapV2Proof {
  readonly ntHashHash: Uint8Array;
  readonly ntResponse: Uint8Array;
}

/**
 * `S=` and 40 hex digits by which the server proves that it knows the password (RFC 2759 §8.7). A client that
 * misses it or finds it wrong hangs up although it was accepted.
 */
export function authenticatorResponse(proof: MsChapV2Proof, challenge: Uint8Array): string {
  sha1.start().update(proof.ntHashHash).update(proof.ntResponse).update(SERVER_TO_CLIENT);
  const digest = finishSha1(20);
  sha1.start().update(digest).update(challenge).update(MORE_THAN_ONE_ITERATION);
  return `S=${finishSha1(20).toString('hex').toUpperCase()}`;
}

export interface MppeKeys {
  readonly sendKey: Buffer;
  readonly recvKey: Buffer;
}

/** The 128-bit keys of RFC 3079 §3, seen from the server; the NAS shortens them for weaker encryption. */
export function mppeKeysV2(proof: MsChapV2Proof): MppeKeys {
  sha1.start().update(proof.ntHashHash).update(proof.ntResponse).update(MASTER_KEY);
  const master = finishSha1(16);
  return { sendKey: mppeKey(master, SERVER_SENDS), recvKey: mppeKey(master, SERVER_RECEIVES) };
}

/** The message stands ready but for the master key in front. */
function mppeKey(master: Buffer, message: Buffer): Buffer {
  message.set(master);
  sha1.start().update(message);
  return finishSha1(16);
}

function keyMessage(magic: string): Buffer {
  return Buffer.concat([
    Buffer.alloc(16),
    Buffer.alloc(40, 0x00),
    Buffer.from(magic),
    Buffer.alloc(40, 0xf2),
  ]);
}

/**
 * The content of MS-CHAP-MPPE-Keys after MS-CHAPv1: an unused LM key, then the hash of the NT hash
 * (RFC 2548 §2.4.1).
 */
export function mppeKeysV1(ntHashHash: Uint8Array): Buffer {
  return Buffer.concat([Buffer.alloc(8), ntHashHash]);
}

export interface MsChapFailure {
  readonly version: 1 | 2;
  /** The identifier of the response that failed. */
  readonly identifier: number;
  /** One of `MsChapErrorCode`. */
  readonly code: number;
  /** Whether the client may try again with the new challenge. */
  readonly mayRetry: boolean;
  /** Fresh random bytes: 8 for version 1, 16 for version 2. */
  readonly challenge: Uint8Array;
  /** Shown to the user; version 2 only. */
  readonly message: string;
}

/** The value of MS-CHAP-Error: identifier and text (RFC 2433 §9, RFC 2759 §6). */
export function encodeMsChapError(failure: MsChapFailure): Buffer {
  const challenge = Buffer.from(failure.challenge).toString('hex');
  const common = `E=${failure.code} R=${failure.mayRetry ? 1 : 0} C=${challenge}`;
  const text = failure.version === 1 ? `${common} V=2` : `${common} V=3 M=${failure.message}`;
  return Buffer.concat([Buffer.of(failure.identifier), Buffer.from(text)]);
}

/** The first bytes of the digest under way. */
function finishSha1(length: number): Buffer {
  const digest = Buffer.allocUnsafe(20);
  sha1.finish(digest);
  return length === 20 ? digest : digest.subarray(0, length);
}

const SERVER_TO_CLIENT = Buffer.from('Magic server to client signing constant');
const MORE_THAN_ONE_ITERATION = Buffer.from('Pad to make it do more than one iteration');
const MASTER_KEY = Buffer.from('This is the MPPE Master Key');
const SERVER_RECEIVES = keyMessage(
  'On the client side, this is the send key; on the server side, it is the receive key.',
);
const SERVER_SENDS = keyMessage(
  'On the client side, this is the receive key; on the server side, it is the send key.',
);
