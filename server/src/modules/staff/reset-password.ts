import { enterTenant } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { staffErrors } from './errors.ts';
import { generatePassword } from './password.ts';
import { findPersonByEmail, openMemberships, updatePassword } from './person-store.ts';
import { deleteSecondFactor } from './second-factor-store.ts';
import { revokeSessionsEverywhere } from './session-store.ts';
import type { AccountDeps } from './staff-deps.ts';

/**
 * Gives a person a generated password, to be told once and changed at the next sign-in, ends all their sessions,
 * and takes their second factor off: who lost both could get in no other way. For the command line: `makeActor` is called with each tenant the person belongs to,
 * because the act stands in the log of each. A running api may honour remembered sessions for up to a
 * minute more. Throws `staff.unknown_person`.
 */
export async function resetPassword(
  { database, clock, random, hasher }: AccountDeps,
  makeActor: (tenantId: string) => Actor,
  { email }: { email: string },
): Promise<{ password: string; hadSecondFactor: boolean }> {
  const password = generatePassword(random);
  const passwordHash = await hasher.hash(password);
  const hadSecondFactor = await database.acrossTenants(async (tx) => {
    const person = await findPersonByEmail(tx, email);
    const memberships = person ? await openMemberships(tx, person.id) : [];
    if (!person || memberships.length === 0) throw staffErrors.unknownPerson();
    for (const { tenantId } of memberships) {
      await enterTenant(tx, tenantId);
      await recordAudit(tx, makeActor(tenantId), {
        action: 'staff.password_reset',
        subjectKind: 'staff',
        subjectId: person.id,
        subjectName: person.name,
        before: null,
        after: null,
      });
    }
    await updatePassword(tx, { personId: person.id, passwordHash, mustChangePassword: true });
    const at = new Date(clock.now());
    await revokeSessionsEverywhere(tx, { personId: person.id, keptSessionId: null, at });
    return deleteSecondFactor(tx, person.id);
  });
  return { password, hadSecondFactor };
}
