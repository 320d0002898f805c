import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { staffErrors } from './errors.ts';
import { findMember } from './membership-store.ts';
import { requireOwnPassword, wrongPassword } from './own-password.ts';
import { holdPassword, updateProfile } from './person-store.ts';
import type { StaffDeps } from './staff-deps.ts';

interface Input {
  name: string;
  email: string;
  /** Needed for another e-mail address, which is what people sign in with. */
  password: string | undefined;
}

/** A person changes their own name and e-mail address, in every tenant they belong to. */
export async function changeProfile(
  deps: StaffDeps,
  actor: Actor & { personId: string },
  input: Input,
): Promise<void> {
  const { tenantId, personId } = actor;
  const find = () => deps.database.inTenant(tenantId, (tx) => findMember(tx, { tenantId, personId }));
  const present = await find();
  if (!present) throw staffErrors.notFound();
  const hasOtherEmail = input.email !== present.email;
  const person = hasOtherEmail ? await requireOwnPassword(deps, actor, input.password ?? '') : undefined;
  await deps.database.inTenant(tenantId, async (tx) => {
    const isCurrent = !person || (await holdPassword(tx, { personId, passwordHash: person.passwordHash }));
    if (!isCurrent) throw wrongPassword('password');
    await updateProfile(tx, { personId, name: input.name, email: input.email });
    await recordAudit(tx, actor, {
      action: 'staff.profile_changed',
      subjectKind: 'staff',
      subjectId: personId,
      subjectName: input.name,
      before: { name: present.name, email: present.email },
      after: { name: input.name, email: input.email },
    });
  });
  deps.sessions.forgetPerson(personId);
}
