import { checkCredentials, type Credential, type RadiusRequest } from '@trunkline/radius';
import type { GuessLimits } from './guess-limits.ts';
import { proveLogin, type LoginProof } from './prove-login.ts';
import type { Login } from './read-login.ts';
import type { RejectReasonCode } from './reject-reasons.ts';
import type { SnapshotNas } from './snapshot/snapshot-entries.ts';

/** What one who searches for a password meets with. */
const wrongGuesses: ReadonlySet<RejectReasonCode> = new Set([
  'aaa.unknown_user',
  'aaa.wrong_password',
  'aaa.suspected_wrong_secret',
]);

/** Checks the proof of identity, unless too many from there were wrong just now. */
export function proveWithinLimits(
  { guesses, decoy }: { readonly guesses: GuessLimits; readonly decoy: Credential },
  login: Login,
  request: RadiusRequest<SnapshotNas>,
): LoginProof {
  const attempt = { login, request };
  if (guesses.refuses(attempt)) return refuseUnseen(request);
  const proof = proveLogin(login, request, decoy);
  if (proof.refusal === null) guesses.right(attempt);
  else if (wrongGuesses.has(proof.refusal)) guesses.wrong(attempt);
  return proof;
}

/** Without a credential only the method is found, for the log and for what it owes the client. */
function refuseUnseen({ packet, client }: RadiusRequest<SnapshotNas>): LoginProof {
  const check = checkCredentials(packet, client.secret, undefined);
  return { method: check.method, refusal: 'aaa.too_many_attempts', check };
}
