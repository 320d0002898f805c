import { Code, HEADER_LENGTH } from '../code.ts';
import type { Packet } from '../packet.ts';
import { checkMessageAuthenticator, hasValidRequestAuthenticator } from '../authenticators.ts';
import type { DiscardKind } from './discard.ts';
import type { KnownClient } from './known-client.ts';

const USER_PASSWORD = 2;
const CHAP_PASSWORD = 3;
const PROXY_STATE = 33;
const ARAP_PASSWORD = 70;
const EAP_MESSAGE = 79;
const MESSAGE_AUTHENTICATOR = 80;
const MESSAGE_AUTHENTICATOR_LENGTH = 18;

export type AuthenticityFault = Extract<
  DiscardKind,
  | 'wrong-authenticator'
  | 'wrong-message-authenticator'
  | 'malformed-message-authenticator'
  | 'missing-message-authenticator'
  | 'unprotected-proxy-state'
  | 'ambiguous-credentials'
>;

/**
 * Why a request cannot be taken as the client's own, or undefined. Accounting, CoA and Disconnect prove
 * themselves by their authenticator (RFC 2866 §3, RFC 5176 §2.3), Access-Request and Status-Server only by
 * Message-Authenticator, whose absence the client's mode may forgive.
 */
export function findAuthenticityFault(
  packet: Packet,
  client: KnownClient<unknown>,
): AuthenticityFault | undefined {
  const protection = readProtection(packet.bytes);
  if (protection.messageAuthenticator === 'malformed') return 'malformed-message-authenticator';
  if (!hasValidRequestAuthenticator(packet, client.secret)) return 'wrong-authenticator';
  if (protection.messageAuthenticator === 'present') {
    if (checkMessageAuthenticator(packet, client.secret) !== 'valid') return 'wrong-message-authenticator';
  } else {
    const fault = judgeAbsence(packet.code, protection, client);
    if (fault) return fault;
  }
  // RFC 3579 §3.3 forbids the mixture; which of the two had been checked would be open to a guess.
  return protection.hasEap && protection.hasPassword ? 'ambiguous-credentials' : undefined;
}

/** True when the packet carries a Message-Authenticator; it has been verified once `findAuthenticityFault` passed. */
export function hasMessageAuthenticator(packet: Packet): boolean {
  return readProtection(packet.bytes).messageAuthenticator === 'present';
}

function judgeAbsence(
  code: number,
  { hasEap, hasProxyState }: Protection,
  client: KnownClient<unknown>,
): AuthenticityFault | undefined {
  // RFC 3579 §3.1 and RFC 5997 §3 leave no choice to the mode.
  if (hasEap || code === Code.StatusServer) return 'missing-message-authenticator';
  if (code !== Code.AccessRequest || client.messageAuthenticator === 'off') return undefined;
  if (client.messageAuthenticator === 'require') return 'missing-message-authenticator';
  return hasProxyState ? 'unprotected-proxy-state' : undefined;
}

interface Protection {
  messageAuthenticator: 'absent' | 'present' | 'malformed';
  hasEap: boolean;
  hasPassword: boolean;
  hasProxyState: boolean;
}

/** One pass over the attributes of a validated packet: five lookups by name would be five. */
function readProtection(bytes: Buffer): Protection {
  const found: Protection = {
    messageAuthenticator: 'absent',
    hasEap: false,
    hasPassword: false,
    hasProxyState: false,
  };
  for (let at = HEADER_LENGTH; at < bytes.length; at += bytes[at + 1]!) {
    switch (bytes[at]!) {
      case MESSAGE_AUTHENTICATOR: {
        const isOnlyOne = found.messageAuthenticator === 'absent';
        const isWhole = bytes[at + 1] === MESSAGE_AUTHENTICATOR_LENGTH;
        found.messageAuthenticator = isOnlyOne && isWhole ? 'present' : 'malformed';
        break;
      }
      case EAP_MESSAGE:
        found.hasEap = true;
        break;
      case USER_PASSWORD:
      case CHAP_PASSWORD:
      case ARAP_PASSWORD:
        found.hasPassword = true;
        break;
      case PROXY_STATE:
        found.hasProxyState = true;
        break;
      default:
        break;
    }
  }
  return found;
}
