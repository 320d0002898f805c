import { enterTenant } from '../../platform/db/index.ts';
import { recordAudit } from '../audit/index.ts';
import { changeTenantInside } from '../tenancy/index.ts';
import { staffErrors } from './errors.ts';
import { findMember } from './membership-store.ts';
import { actorAtSignIn, openSession, type OpenedSession, type SignInPlace } from './open-session.ts';
import { requireStrongPassword } from './password.ts';
import { findPersonByEmail, updatePassword, updateProfile } from './person-store.ts';
import { claimSetup, isSetupOpen, offerSetup, renewSetup } from './setup-store.ts';
import type { AccountDeps } from './staff-deps.ts';
import { generateToken, hashToken } from './token.ts';

interface SetupInput extends SignInPlace {
  code: string;
  name: string;
  email: string;
  password: string;
  tenant: { name: string; currency: string; timeZone: string };
}

/**
 * Makes the person who brings the code the owner of what the first start has made, and signs them in: name, e-mail
 * and password of their own, and the tenant's name, currency and time zone. Once, and only while nobody has signed in.
 */
export async function claimInstallation(deps: AccountDeps, input: SetupInput): Promise<OpenedSession> {
  const { database, hasher, clock } = deps;
  if (!(await database.acrossTenants(isSetupOpen))) throw staffErrors.setupClosed();
  requireStrongPassword(input.password, { email: input.email, present: '', field: 'password' });
  const passwordHash = await hasher.hash(input.password);
  return database.acrossTenants(async (tx) => {
    const at = new Date(clock.now());
    const claimed = await claimSetup(tx, { codeHash: hashToken(input.code), at });
    if (!claimed) throw staffErrors.wrongSetupCode();
    const { tenantId, personId } = claimed;
    await enterTenant(tx, tenantId);
    const place = { address: input.address, userAgent: input.userAgent };
    const actor = actorAtSignIn({ tenantId, person: { id: personId, name: input.name }, place });
    const before = (await findMember(tx, { tenantId, personId }))!;
    await updateProfile(tx, { personId, name: input.name, email: input.email });
    await updatePassword(tx, { personId, passwordHash, mustChangePassword: false });
    const tenant = await changeTenantInside(tx, actor, input.tenant);
    await recordAudit(tx, actor, {
      action: 'staff.setup_claimed',
      subjectKind: 'staff',
      subjectId: personId,
      subjectName: input.name,
      before: { name: before.name, email: before.email },
      after: { name: input.name, email: input.email },
    });
    const person = (await findPersonByEmail(tx, input.email))!;
    const membership = { tenantId, tenantCode: tenant.code, tenantName: tenant.name };
    return openSession(tx, deps, { person, membership, place });
  });
}

/** The code by which somebody may claim what the first start has made, for its set-up link. */
export async function offerSetupCode(
  { database, random }: Pick<AccountDeps, 'database' | 'random'>,
  { tenantId, personId }: { tenantId: string; personId: string },
): Promise<string> {
  const code = generateToken(random);
  await database.acrossTenants((tx) => offerSetup(tx, { tenantId, personId, codeHash: hashToken(code) }));
  return code;
}

/** A code for the set-up link of a later start; undefined when the installation has its owner. */
export async function renewSetupCode({
  database,
  random,
}: Pick<AccountDeps, 'database' | 'random'>): Promise<string | undefined> {
  const code = generateToken(random);
  const isOpen = await database.acrossTenants((tx) => renewSetup(tx, hashToken(code)));
  return isOpen ? code : undefined;
}
