import { uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import type { CatalogueError } from '../../platform/errors.ts';
import { insertChallenge, markOf } from './challenge-store.ts';
import { staffErrors } from './errors.ts';
import { openSession, type OpenedSession, type SignInPlace } from './open-session.ts';
import {
  findPersonByEmail,
  holdPassword,
  openMemberships,
  type OpenMembership,
  type PersonAtSignIn,
} from './person-store.ts';
import { hasSecondFactor } from './second-factor-store.ts';
import type { AccountDeps } from './staff-deps.ts';
import { generateToken, hashToken } from './token.ts';

export interface SignInInput extends SignInPlace {
  email: string;
  password: string;
  /** The tenant's code; needed only by people who belong to several. */
  tenant: string | undefined;
}

/** How long a person may look for their telephone. */
const challengeMs = 5 * 60_000;

/**
 * Opens a session. Which tenants a person belongs to is told only after the password was right; an unknown
 * e-mail costs the same work and gives the same answer as a wrong password. Who has a second factor gets
 * `staff.second_factor_required` with a challenge instead, which `completeSignIn` takes.
 */
export async function signIn(deps: AccountDeps, input: SignInInput): Promise<OpenedSession> {
  const { database, hasher } = deps;
  const find = () => database.acrossTenants((tx) => findPersonByEmail(tx, input.email));
  const person = await hasher.verifyFound(find, input.password);
  if (!person) throw staffErrors.wrongCredentials();
  const memberships = await database.acrossTenants((tx) => openMemberships(tx, person.id));
  const membership = chooseMembership(memberships, input.tenant);
  const opened = await database.inTenant(membership.tenantId, async (tx) => {
    // A new password ends all sessions, also the one that was being opened with the old password.
    const isCurrent = await holdPassword(tx, { personId: person.id, passwordHash: person.passwordHash });
    if (!isCurrent) throw staffErrors.wrongCredentials();
    if (await hasSecondFactor(tx, person.id)) return challenge(tx, deps, { person, membership });
    const { address, userAgent } = input;
    return openSession(tx, deps, { person, membership, place: { address, userAgent } });
  });
  if (opened instanceof Error) throw opened;
  return opened;
}

/** Returned, not thrown: the challenge must be kept. */
async function challenge(
  tx: Tx,
  { clock, random }: AccountDeps,
  { person, membership }: { person: PersonAtSignIn; membership: OpenMembership },
): Promise<CatalogueError> {
  const token = generateToken(random);
  const now = new Date(clock.now());
  const expiresAt = new Date(now.getTime() + challengeMs);
  await insertChallenge(
    tx,
    {
      tenantId: membership.tenantId,
      id: uuidv7(clock, random),
      tokenHash: hashToken(token),
      personId: person.id,
      passwordSha256: markOf(person.passwordHash),
      expiresAt,
    },
    now,
  );
  return staffErrors.secondFactorRequired({ data: { challenge: token, expiresAt: expiresAt.toISOString() } });
}

function chooseMembership(memberships: OpenMembership[], code: string | undefined): OpenMembership {
  const fitting =
    code === undefined ? memberships : memberships.filter(({ tenantCode }) => tenantCode === code);
  if (fitting.length > 1) {
    const tenants = memberships.map(({ tenantCode, tenantName }) => ({ code: tenantCode, name: tenantName }));
    const codes = tenants.map((tenant) => tenant.code).join(', ');
    throw staffErrors.tenantNeeded({
      details: [{ field: 'tenant', message: `Say one of: ${codes}.` }],
      data: { tenants },
    });
  }
  // The same answer for a tenant that does not exist and for one where the person does not work.
  if (!fitting[0]) throw staffErrors.noAccess();
  return fitting[0];
}
