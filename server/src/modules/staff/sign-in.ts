import { uuidv7 } from '@trunkline/kit';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { loadSettings } from '../settings/index.ts';
import { staffErrors } from './errors.ts';
import {
  findPersonByEmail,
  holdPassword,
  openMemberships,
  type OpenMembership,
  type PersonAtSignIn,
} from './person-store.ts';
import { insertSession, revokeSessionsHere } from './session-store.ts';
import type { AccountDeps } from './staff-deps.ts';
import { generateToken, hashToken } from './token.ts';

export interface SignInInput {
  email: string;
  password: string;
  /** The tenant's code; needed only by people who belong to several. */
  tenant: string | undefined;
  address: string;
  userAgent: string | null;
}

export interface OpenedSession {
  token: string;
  expiresAt: Date;
  person: PersonAtSignIn;
  membership: OpenMembership;
}

/** A person's sessions in one tenant; opening one more ends the oldest. */
const maxSessionsPerPerson = 20;
const hourMs = 3_600_000;

/**
 * Opens a session. Which tenants a person belongs to is told only after the password was right; an unknown
 * e-mail costs the same work and gives the same answer as a wrong password.
 */
export async function signIn(deps: AccountDeps, input: SignInInput): Promise<OpenedSession> {
  const { database, hasher } = deps;
  const find = () => database.acrossTenants((tx) => findPersonByEmail(tx, input.email));
  const person = await hasher.verifyFound(find, input.password);
  if (!person) throw staffErrors.wrongCredentials();
  const memberships = await database.acrossTenants((tx) => openMemberships(tx, person.id));
  const membership = chooseMembership(memberships, input.tenant);
  return openSession(deps, { person, membership, input });
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

async function openSession(
  { database, clock, random }: AccountDeps,
  { person, membership, input }: { person: PersonAtSignIn; membership: OpenMembership; input: SignInInput },
): Promise<OpenedSession> {
  const { tenantId } = membership;
  const token = generateToken(random);
  const createdAt = new Date(clock.now());
  const actor: Actor = {
    tenantId,
    personId: person.id,
    name: person.name,
    kind: 'staff',
    address: input.address,
    can: () => false,
  };
  const expiresAt = await database.inTenant(tenantId, async (tx) => {
    // A new password ends all sessions, also the one that was being opened with the old password.
    const isCurrent = await holdPassword(tx, { personId: person.id, passwordHash: person.passwordHash });
    if (!isCurrent) throw staffErrors.wrongCredentials();
    const settings = await loadSettings(tx, tenantId);
    const expiresAt = new Date(createdAt.getTime() + settings['staff.sessionHours'] * hourMs);
    await insertSession(tx, {
      tenantId,
      id: uuidv7(clock, random),
      personId: person.id,
      tokenHash: hashToken(token),
      createdAt,
      expiresAt,
      address: input.address,
      userAgent: input.userAgent,
    });
    await revokeSessionsHere(tx, {
      tenantId,
      personId: person.id,
      kept: maxSessionsPerPerson,
      at: createdAt,
    });
    await recordAudit(tx, actor, {
      action: 'staff.signed_in',
      subjectKind: 'staff',
      subjectId: person.id,
      subjectName: person.name,
      before: null,
      after: null,
    });
    return expiresAt;
  });
  return { token, expiresAt, person, membership };
}
