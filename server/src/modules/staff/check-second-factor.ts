import type { Tx } from '../../platform/db/index.ts';
import type { Binding, Sealer } from '../../platform/keys/index.ts';
import { findStep, hashRecoveryCode, isAppCode, withoutSpaces } from './one-time-code.ts';
import { findSecondFactor, updateSecondFactor, type SecondFactor } from './second-factor-store.ts';

/** Wrong codes in a row until none is looked at for a while: a million codes are guessed in no useful time. */
const failuresUntilBlock = 5;
const blockMs = 15 * 60_000;

export type SecondFactorOutcome =
  | { result: 'accepted'; by: 'app' | 'recovery_code'; recoveryCodesLeft: number }
  | { result: 'wrong' }
  | { result: 'blocked'; until: Date }
  | { result: 'none' };

/**
 * Looks at what a person typed, an app's code or a recovery code, and uses it up: neither is accepted twice, also by
 * two requests at once. What it counts must be kept when it was wrong, so the caller lets the transaction commit.
 */
export async function checkSecondFactor(
  tx: Tx,
  { sealer, nowMs }: { sealer: Sealer; nowMs: number },
  { personId, code }: { personId: string; code: string },
): Promise<SecondFactorOutcome> {
  const factor = await findSecondFactor(tx, { personId, forUpdate: true });
  if (!factor?.confirmedAt) return { result: 'none' };
  if (!isAppCode(code)) return checkRecoveryCode(tx, { factor, code });
  // Recovery codes are not guessed, so they open in spite of a block: a stranger must not keep the person out.
  if (factor.blockedUntil && factor.blockedUntil.getTime() > nowMs) {
    return { result: 'blocked', until: factor.blockedUntil };
  }
  const secret = openSecret(sealer, factor);
  const step = findStep(secret, { code: withoutSpaces(code), nowMs });
  if (step === undefined || step <= factor.lastStep) return countFailure(tx, { factor, nowMs });
  const change = { lastStep: step, failures: 0, blockedUntil: null };
  await updateSecondFactor(tx, { personId, change });
  return { result: 'accepted', by: 'app', recoveryCodesLeft: factor.recoveryHashes.length };
}

async function checkRecoveryCode(
  tx: Tx,
  { factor, code }: { factor: SecondFactor; code: string },
): Promise<SecondFactorOutcome> {
  const { personId, recoveryHashes } = factor;
  const hash = hashRecoveryCode(code);
  const left = recoveryHashes.filter((known) => !known.equals(hash));
  if (left.length === recoveryHashes.length) return { result: 'wrong' };
  await updateSecondFactor(tx, {
    personId,
    change: { recoveryHashes: left, failures: 0, blockedUntil: null },
  });
  return { result: 'accepted', by: 'recovery_code', recoveryCodesLeft: left.length };
}

async function countFailure(
  tx: Tx,
  { factor, nowMs }: { factor: SecondFactor; nowMs: number },
): Promise<SecondFactorOutcome> {
  const failures = factor.failures + 1;
  const isBlocked = failures % failuresUntilBlock === 0;
  const blockedUntil = isBlocked ? new Date(nowMs + blockMs) : null;
  await updateSecondFactor(tx, { personId: factor.personId, change: { failures, blockedUntil } });
  return blockedUntil ? { result: 'blocked', until: blockedUntil } : { result: 'wrong' };
}

export function sealSecret(sealer: Sealer, personId: string, secret: Buffer): Buffer {
  return sealer.seal(secret, secondFactorBinding({ id: personId }));
}

export function openSecret(
  sealer: Sealer,
  { personId, secretSealed }: Pick<SecondFactor, 'personId' | 'secretSealed'>,
): Buffer {
  return sealer.open(secretSealed, secondFactorBinding({ id: personId }));
}

/** A person has one second factor in all tenants, so it is bound to none of them. */
export function secondFactorBinding({ id }: { id: string }): Binding {
  return {
    tenantId: '00000000-0000-0000-0000-000000000000',
    table: 'staff.second_factor',
    column: 'secret_sealed',
    rowId: id,
  };
}
