import type { CatalogueError } from '../../platform/errors.ts';
import type { SecondFactorOutcome } from './check-second-factor.ts';
import { staffErrors } from './errors.ts';

/** The answer to a code that was not accepted. */
export function refuseSecondFactor(
  outcome: Exclude<SecondFactorOutcome, { result: 'accepted' }>,
  nowMs: number,
): CatalogueError {
  if (outcome.result === 'none') return staffErrors.secondFactorOff();
  if (outcome.result === 'blocked') {
    const retryAfterSeconds = Math.max(1, Math.ceil((outcome.until.getTime() - nowMs) / 1_000));
    return staffErrors.secondFactorBlocked({ retryAfterSeconds });
  }
  const message = 'This code is wrong, or was used before; wait for the next one.';
  return staffErrors.wrongCode({ details: [{ field: 'code', message }] });
}
