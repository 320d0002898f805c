import { isUtf8 } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import { cryptoRandom, type Random } from '@trunkline/kit';
import {
  ArapPassword,
  ChapChallenge,
  ChapPassword,
  EapMessage,
  MsChap2Cpw,
  MsChap2Response,
  MsChapChallenge,
  MsChapResponse,
  UserName,
  UserPassword,
} from '../dictionary/all.gen.ts';
import type { Packet } from '../packet.ts';
import type { PacketBuilder } from '../packet-builder.ts';
import type { SharedSecret } from '../shared-secret.ts';
import { Code } from '../code.ts';
import { verifyChap } from './chap.ts';
import { computeNtHash, hashNtHash, type Credential } from './credential.ts';
import { addEapEnd, eapIdentifierOf } from './eap-packet.ts';
import { challengeHash, challengeResponse } from './ms-chap.ts';
import { addMsChapReply, type MsChapReplyOptions, type MsChapSession } from './ms-chap-reply.ts';
import { revealUserPassword, stripPadding } from './user-password.ts';

export type AuthMethod = 'pap' | 'chap' | 'ms-chap-v1' | 'ms-chap-v2' | 'eap' | 'none';

/**
 * `malformed`: two methods at once, or lengths that cannot be; drop or reject it, the password was not looked at.
 * `unsupported`: the method cannot be checked with what is known (CHAP against an NT hash, EAP, LM responses).
 * `no-credentials`: nothing to check, as in a Call-Check; what then is a matter of policy.
 */
export type Verdict = 'accepted' | 'rejected' | 'malformed' | 'unsupported' | 'no-credentials';

export interface CredentialCheck {
  readonly method: AuthMethod;
  readonly verdict: Verdict;
  /** A PAP password full of unprintable bytes: the NAS most likely has another shared secret. */
  readonly suspectsWrongSecret: boolean;
  /**
   * Adds what the method owes the client: MS-CHAP2-Success and MPPE keys to an Access-Accept when the verdict is
   * `accepted`, MS-CHAP-Error to an Access-Reject. Nothing for the other methods.
   */
  addReplyAttributes(builder: PacketBuilder, options?: MsChapReplyOptions): void;
}

/**
 * Finds the authentication method of an Access-Request and checks the subscriber's answer against what is known
 * of the password, in constant time. The order is CHAP, MS-CHAP, EAP, PAP, but more than one is malformed, so a
 * request never passes on the weaker of two proofs. A missing credential (unknown user) is rejected after the
 * method has been found. Never throws on any packet.
 */
export function checkCredentials(
  packet: Packet,
  secret: SharedSecret,
  credential: Credential | undefined,
  random: Random = cryptoRandom,
): CredentialCheck {
  const methods = methodsOf(packet);
  const method = methods[0] ?? 'none';
  if (methods.length > 1) return finding(method, 'malformed');
  switch (method) {
    case 'chap':
      return finding(method, checkChap(packet, credential));
    case 'ms-chap-v1':
      return checkMsChapV1(packet, credential, random);
    case 'ms-chap-v2':
      return checkMsChapV2(packet, credential, random);
    case 'pap':
      return checkPap(packet, secret, credential);
    case 'eap':
      return eapFinding(packet);
    case 'none':
      break;
  }
  return finding(method, 'no-credentials');
}

/** Every method the packet carries a proof for, in the order in which they are looked for. */
function methodsOf(packet: Packet): AuthMethod[] {
  const methods: AuthMethod[] = [];
  if (packet.has(ChapPassword)) methods.push('chap');
  if (packet.has(MsChapResponse)) methods.push('ms-chap-v1');
  if (packet.has(MsChap2Response) || packet.has(MsChap2Cpw)) methods.push('ms-chap-v2');
  if (packet.has(EapMessage)) methods.push('eap');
  if (packet.has(UserPassword)) methods.push('pap');
  // Nothing checks ARAP here, but RFC 3579 §3.3 forbids it beside EAP, and so it must be seen.
  if (packet.has(ArapPassword) && methods.length > 0) methods.push('none');
  return methods;
}

function checkPap(packet: Packet, secret: SharedSecret, credential: Credential | undefined): CredentialCheck {
  const [hidden, ...more] = packet.rawAll(UserPassword);
  const padded = revealUserPassword(hidden!, secret, packet.authenticator);
  if (padded === undefined || more.length > 0) return finding('pap', 'malformed');
  const password = stripPadding(padded);
  if (credential !== undefined && matchesPassword(password, credential)) return finding('pap', 'accepted');
  return { ...finding('pap', 'rejected'), suspectsWrongSecret: !isPrintable(password) };
}

function matchesPassword(password: Buffer, credential: Credential): boolean {
  if (credential.password !== undefined) return equalPasswords(password, credential.password);
  if (!isUtf8(password)) return false;
  return timingSafeEqual(computeNtHash(password.toString('utf8')), credential.ntHash!);
}

const MAX_PASSWORD = 128;

/** Compares over the longest length RADIUS can carry, so that time tells nothing about the stored length. */
function equalPasswords(received: Buffer, stored: Buffer): boolean {
  received.copy(left.fill(0));
  stored.copy(right.fill(0));
  const areEqual = timingSafeEqual(left, right) && received.length === stored.length;
  left.fill(0);
  right.fill(0);
  return areEqual;
}

/** Wiped after each comparison, as any buffer with a password in it should be. */
const left = Buffer.alloc(MAX_PASSWORD);
const right = Buffer.alloc(MAX_PASSWORD);

function isPrintable(text: Buffer): boolean {
  return isUtf8(text) && text.every((byte) => byte >= 0x20 && byte !== 0x7f);
}

const MIN_CHAP_CHALLENGE = 5;

function checkChap(packet: Packet, credential: Credential | undefined): Verdict {
  const [response, ...more] = packet.rawAll(ChapPassword);
  const challenge = packet.raw(ChapChallenge) ?? packet.authenticator;
  if (response!.length !== 17 || more.length > 0 || challenge.length < MIN_CHAP_CHALLENGE) return 'malformed';
  if (credential === undefined) return 'rejected';
  if (credential.password === undefined) return 'unsupported';
  return verifyChap(response!, credential.password, challenge) ? 'accepted' : 'rejected';
}

/** In both versions: identifier, flags, then 48 bytes of which the last 24 are the NT response. */
const RESPONSE_LENGTH = 50;
const NT_RESPONSE = 26;
const USES_NT_RESPONSE = 1;

function checkMsChapV1(packet: Packet, credential: Credential | undefined, random: Random): CredentialCheck {
  const [response, ...more] = packet.rawAll(MsChapResponse);
  const challenge = packet.raw(MsChapChallenge);
  if (response!.length !== RESPONSE_LENGTH || more.length > 0 || challenge?.length !== 8) {
    return finding('ms-chap-v1', 'malformed');
  }
  const session: MsChapSession = { version: 1, identifier: response![0]!, random };
  // An LM response alone is refused: it falls to a search of two halves of seven letters.
  if (!(response![1]! & USES_NT_RESPONSE)) return msChapFinding('unsupported', session);
  if (credential === undefined) return msChapFinding('rejected', session);
  const { ntHash } = credential;
  if (ntHash === undefined) return msChapFinding('unsupported', session);
  const expected = challengeResponse(challenge, ntHash);
  if (!timingSafeEqual(expected, response!.subarray(NT_RESPONSE))) return msChapFinding('rejected', session);
  return msChapFinding('accepted', { ...session, success: { ntHashHash: hashNtHash(ntHash) } });
}

function checkMsChapV2(packet: Packet, credential: Credential | undefined, random: Random): CredentialCheck {
  // A change of password is not offered, so that its attribute alone proves nothing here.
  if (!packet.has(MsChap2Response)) return finding('ms-chap-v2', 'unsupported');
  const [response, ...more] = packet.rawAll(MsChap2Response);
  const authenticatorChallenge = packet.raw(MsChapChallenge);
  const userName = packet.raw(UserName);
  if (response!.length !== RESPONSE_LENGTH || more.length > 0 || authenticatorChallenge?.length !== 16) {
    return finding('ms-chap-v2', 'malformed');
  }
  if (userName === undefined) return finding('ms-chap-v2', 'malformed');
  const session: MsChapSession = { version: 2, identifier: response![0]!, random };
  if (credential === undefined) return msChapFinding('rejected', session);
  const { ntHash } = credential;
  if (ntHash === undefined) return msChapFinding('unsupported', session);
  const peerChallenge = response!.subarray(2, 18);
  const challenge = challengeHash({ authenticatorChallenge, peerChallenge, userName });
  const ntResponse = response!.subarray(NT_RESPONSE);
  if (!timingSafeEqual(challengeResponse(challenge, ntHash), ntResponse)) {
    return msChapFinding('rejected', session);
  }
  const success = { ntHashHash: hashNtHash(ntHash), v2: { ntResponse, challenge } };
  return msChapFinding('accepted', { ...session, success });
}

function finding(method: AuthMethod, verdict: Verdict): CredentialCheck {
  return { method, verdict, suspectsWrongSecret: false, addReplyAttributes: addNothing };
}

const addNothing = (): void => {};

/** RFC 3579 §2.6.3: a reply to EAP ends it in EAP's own words. Its conversation is `EapMd5Server`'s. */
function eapFinding(packet: Packet): CredentialCheck {
  const identifier = eapIdentifierOf(packet);
  return {
    ...finding('eap', 'unsupported'),
    addReplyAttributes: (builder) =>
      addEapEnd(builder, { identifier, isSuccess: builder.code === Code.AccessAccept }),
  };
}

function msChapFinding(verdict: Verdict, session: MsChapSession): CredentialCheck {
  return {
    method: session.version === 1 ? 'ms-chap-v1' : 'ms-chap-v2',
    verdict,
    suspectsWrongSecret: false,
    addReplyAttributes: (builder, options) => addMsChapReply(builder, session, options),
  };
}
