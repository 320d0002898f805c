import type { Credential, RadiusRequest } from '@trunkline/radius';
import type { GuessLimits } from './guess-limits.ts';
import { checkOf, proveLogin, type CheckProof, type LoginProof } from './prove-login.ts';
import type { Login } from './read-login.ts';
import type { RejectReasonCode } from './reject-reasons.ts';
import type { SnapshotNas } from '../snapshot/snapshot-entries.ts';

/** What one who searches for a password meets with. */
const wrongGuesses: ReadonlySet<RejectReasonCode> = new Set(['aaa.unknown_user', 'aaa.wrong_password']);

/** Checks the proof of identity, unless too many from there were wrong just now. */
export function proveWithinLimits(
  { guesses, decoy }: { readonly guesses: GuessLimits; readonly decoy: Credential },
  login: Login,
  request: RadiusRequest<SnapshotNas>,
  check: CheckProof = checkOf(request),
): LoginProof {
  const attempt = { login, request };
  if (guesses.refuses(attempt)) return refuseUnseen(check);
  const proof = proveLogin(login, request, { decoy, check });
  if (proof.refusal === null) guesses.right(attempt);
  else if (isGuess(proof)) guesses.wrong(attempt);
  return proof;
}

/**
 * Bytes that are no text come from a NAS with another shared secret. They find no password, and counting them
 * would lock its subscribers out when the secret is right again. So too for a name that nobody has: a refusal
 * would tell.
 */
function isGuess({ refusal, check }: LoginProof): boolean {
  return refusal !== null && wrongGuesses.has(refusal) && !check.suspectsWrongSecret;
}

/** Without a credential only the method is found, for the log and for what it owes the client. */
function refuseUnseen(check: CheckProof): LoginProof {
  const found = check(undefined);
  return { method: found.method, refusal: 'aaa.too_many_attempts', check: found };
}
