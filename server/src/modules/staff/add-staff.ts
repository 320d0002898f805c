import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { admitPerson, prepareNewcomer } from './admit-person.ts';
import { staffErrors } from './errors.ts';
import { findMember, type Member } from './membership-store.ts';
import { mayGrant } from './role.ts';
import { findRole } from './role-store.ts';
import type { StaffDeps } from './staff-deps.ts';

/** Adds a person with a role; a new person gets a generated password, which is returned once. */
export async function addStaff(
  deps: StaffDeps,
  actor: Actor,
  input: { email: string; name: string; roleId: string },
): Promise<{ member: Member; password: string | null }> {
  const { tenantId } = actor;
  const newcomer = await prepareNewcomer(deps, { ...input, isOperator: false });
  return deps.database.inTenant(tenantId, async (tx) => {
    const role = await findRole(tx, { tenantId, id: input.roleId });
    if (!role) {
      throw staffErrors.unknownRole({
        details: [{ field: 'roleId', message: 'GET /api/roles lists them.' }],
      });
    }
    if (!mayGrant(actor, role)) throw staffErrors.cannotGrant();
    const { personId, password } = await admitPerson(tx, deps, { tenantId, roleId: role.id, newcomer });
    const member = (await findMember(tx, { tenantId, personId }))!;
    await recordAudit(tx, actor, {
      action: 'staff.added',
      subjectKind: 'staff',
      subjectId: personId,
      subjectName: member.name,
      before: null,
      after: { email: member.email, roleId: role.id, roleName: role.name },
    });
    return { member, password };
  });
}
