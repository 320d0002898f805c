import { CatalogueError } from '../../platform/errors.ts';
import type { Tx } from '../../platform/db/index.ts';
import { recordAudit } from '../audit/index.ts';
import { deleteChallenge, findChallengeByToken, markOf, type FoundChallenge } from './challenge-store.ts';
import { checkSecondFactor } from './check-second-factor.ts';
import { staffErrors } from './errors.ts';
import { actorAtSignIn, openSession, type OpenedSession, type SignInPlace } from './open-session.ts';
import { findPersonByEmail, holdPassword } from './person-store.ts';
import { refuseSecondFactor } from './refuse-second-factor.ts';
import type { StaffDeps } from './staff-deps.ts';
import { hashToken } from './token.ts';

interface Input extends SignInPlace {
  /** Whose sign-in this is, so that attempts are counted against the account. */
  email: string;
  challenge: string;
  /** From the app, or a recovery code. */
  code: string;
}

type Deps = Pick<StaffDeps, 'database' | 'clock' | 'random' | 'sealer'>;

/** The second half of a sign-in: the challenge that the right password gave, and a code that answers it. */
export async function completeSignIn(deps: Deps, input: Input): Promise<OpenedSession> {
  const { database, clock } = deps;
  const wanted = { tokenHash: hashToken(input.challenge), at: new Date(clock.now()) };
  const found = await database.acrossTenants((tx) => findChallengeByToken(tx, wanted));
  // One answer for a challenge that is over and for one that never was.
  if (!found || found.email !== input.email) throw staffErrors.challengeOver();
  const outcome = await database.inTenant(found.tenantId, (tx) => complete(tx, deps, { found, input }));
  if (outcome instanceof CatalogueError) throw outcome;
  return outcome;
}

/** A refusal is returned, not thrown: what was counted must be kept. */
async function complete(
  tx: Tx,
  deps: Deps,
  { found, input }: { found: FoundChallenge; input: Input },
): Promise<OpenedSession | CatalogueError> {
  const { tenantId, personId } = found;
  const person = await findPersonByEmail(tx, found.email);
  if (!person || !markOf(person.passwordHash).equals(found.passwordSha256))
    return staffErrors.challengeOver();
  // As when the password alone signs in: a new one ends all sessions, also the one that is being opened.
  const isCurrent = await holdPassword(tx, { personId, passwordHash: person.passwordHash });
  if (!isCurrent) return staffErrors.challengeOver();
  const place = { address: input.address, userAgent: input.userAgent };
  const nowMs = deps.clock.now();
  const checked = await checkSecondFactor(tx, { sealer: deps.sealer, nowMs }, { personId, code: input.code });
  if (checked.result !== 'accepted') {
    await recordAudit(tx, actorAtSignIn({ tenantId, person, place }), {
      action: 'staff.second_factor_refused',
      subjectKind: 'staff',
      subjectId: personId,
      subjectName: person.name,
      before: null,
      after: { reason: checked.result },
    });
    return refuseSecondFactor(checked, nowMs);
  }
  if (!(await deleteChallenge(tx, { tenantId, id: found.id }))) throw staffErrors.challengeOver();
  const membership = { tenantId, tenantCode: found.tenantCode, tenantName: found.tenantName };
  return openSession(tx, deps, { person, membership, place, by: checked.by });
}
