import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireOwnPassword, wrongPassword } from './own-password.ts';
import { requireStrongPassword } from './password.ts';
import { holdPassword, updatePassword } from './person-store.ts';
import { revokeSessionsEverywhere } from './session-store.ts';
import type { StaffDeps } from './staff-deps.ts';

/** Sets a person's own password and ends all their sessions except the one that asked. */
export async function changePassword(
  deps: Pick<StaffDeps, 'database' | 'hasher' | 'clock' | 'sessions'>,
  actor: Actor & { personId: string },
  input: { currentPassword: string; newPassword: string; sessionId: string },
): Promise<void> {
  const { tenantId, personId } = actor;
  const { database, hasher, clock, sessions } = deps;
  const person = await requireOwnPassword(deps, actor, input.currentPassword, 'currentPassword');
  requireStrongPassword(input.newPassword, { email: person.email, present: input.currentPassword });
  const passwordHash = await hasher.hash(input.newPassword);
  await database.inTenant(tenantId, async (tx) => {
    // Of two changes at once, the second no longer knows the present password.
    const isCurrent = await holdPassword(tx, { personId, passwordHash: person.passwordHash });
    if (!isCurrent) throw wrongPassword('currentPassword');
    await updatePassword(tx, { personId, passwordHash, mustChangePassword: false });
    const at = new Date(clock.now());
    await revokeSessionsEverywhere(tx, { personId, keptSessionId: input.sessionId, at });
    await recordAudit(tx, actor, {
      action: 'staff.password_changed',
      subjectKind: 'staff',
      subjectId: personId,
      subjectName: person.name,
      before: null,
      after: null,
    });
  });
  sessions.forgetPerson(personId);
}
