import type { CatalogueError } from '../../platform/errors.ts';
import type { Actor } from '../../platform/http/index.ts';
import { staffErrors } from './errors.ts';
import { findMember } from './membership-store.ts';
import { findPersonByEmail, type PersonAtSignIn } from './person-store.ts';
import type { StaffDeps } from './staff-deps.ts';

/** The person, when this is their present password. Throws `staff.wrong_password` at the field. */
export async function requireOwnPassword(
  { database, hasher }: Pick<StaffDeps, 'database' | 'hasher'>,
  { tenantId, personId }: Actor & { personId: string },
  password: string,
  field = 'password',
): Promise<PersonAtSignIn & { email: string }> {
  const person = await database.inTenant(tenantId, async (tx) => {
    const member = await findMember(tx, { tenantId, personId });
    const found = member && (await findPersonByEmail(tx, member.email));
    return found && { ...found, email: member.email };
  });
  if (!person) throw staffErrors.notFound();
  if (!(await hasher.verify(person.passwordHash, password))) throw wrongPassword(field);
  return person;
}

export function wrongPassword(field: string): CatalogueError {
  return staffErrors.wrongPassword({ details: [{ field, message: 'This is not your present password.' }] });
}
