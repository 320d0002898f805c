import {
  checkCredentials,
  prepareCredential,
  type Credential,
  type CredentialCheck,
  type RadiusRequest,
} from '@trunkline/radius';
import type { Login } from './read-login.ts';
import type { RejectReasonCode } from './reject-reasons.ts';
import type { SnapshotNas } from '../snapshot/snapshot-entries.ts';

export interface LoginProof {
  /** How it was tried, for the log. */
  readonly method: CredentialCheck['method'] | 'mac';
  /** Null: proven. */
  readonly refusal: RejectReasonCode | null;
  /** What the method owes the client in the reply. */
  readonly check: CredentialCheck;
}

/** Checks what a request proves against what is known of a password. */
export type CheckProof = (credential: Credential | undefined) => CredentialCheck;

/** As the request itself says it; a conversation of several requests has a check of its own. */
export function checkOf({ packet, client }: RadiusRequest<SnapshotNas>): CheckProof {
  return (credential) => checkCredentials(packet, client.secret, credential);
}

/**
 * Checks the proof of identity. A stranger's is checked against `decoy`, so that the time of the answer
 * does not tell which names exist.
 */
export function proveLogin(
  login: Login,
  request: RadiusRequest<SnapshotNas>,
  { decoy, check = checkOf(request) }: { decoy: Credential; check?: CheckProof | undefined },
): LoginProof {
  const { subscriber, nameMac, isRemembered } = login;
  if (subscriber && nameMac !== undefined && (subscriber.credential === undefined || isRemembered))
    return proveMac(login, request, check);
  const found = check(subscriber?.credential ?? decoy);
  return {
    method: found.method,
    refusal: refusalOf(found, subscriber !== undefined, subscriber?.credential !== undefined),
    check: found,
  };
}

function refusalOf(check: CredentialCheck, isKnown: boolean, hasPassword: boolean): RejectReasonCode | null {
  if (check.verdict === 'unsupported') return 'aaa.unsupported_method';
  if (check.verdict === 'malformed') return 'aaa.malformed_credentials';
  if (!isKnown) return 'aaa.unknown_user';
  if (check.verdict === 'no-credentials') return 'aaa.unsupported_method';
  if (check.verdict === 'accepted' && hasPassword) return null;
  return check.suspectsWrongSecret ? 'aaa.suspected_wrong_secret' : 'aaa.wrong_password';
}

const emptyPassword = prepareCredential('');

/**
 * MAC authentication (DHCP, IPoE, hotspot): the address is the identity, and what stands in the password's
 * place only shows that a NAS and not a person typed it: the tenant's word for it, where it has one, else
 * the address again, nothing, or no password at all (Call-Check).
 */
function proveMac(login: Login, { client }: RadiusRequest<SnapshotNas>, check: CheckProof): LoginProof {
  const { macAuthCredential } = client.data.tenant;
  const accepted = macAuthCredential ? [macAuthCredential] : [prepareCredential(login.name), emptyPassword];
  let found = check(accepted[0]);
  if (found.verdict === 'rejected' && accepted[1]) found = check(accepted[1]);
  return { method: 'mac', refusal: refusalOfMac(found, macAuthCredential !== undefined), check: found };
}

function refusalOfMac({ verdict }: CredentialCheck, needsPassword: boolean): RejectReasonCode | null {
  if (verdict === 'accepted' || (verdict === 'no-credentials' && !needsPassword)) return null;
  if (verdict === 'unsupported') return 'aaa.unsupported_method';
  return verdict === 'malformed' ? 'aaa.malformed_credentials' : 'aaa.wrong_password';
}
