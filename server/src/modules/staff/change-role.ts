import { uuidv7 } from '@trunkline/kit';
import { requireRevision } from '../../platform/errors.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { staffErrors } from './errors.ts';
import { requireGrantable } from './require-grantable.ts';
import { mayGrant, type Role } from './role.ts';
import { deleteRole, findRole, insertRole, updateRole } from './role-store.ts';
import type { StaffDeps } from './staff-deps.ts';

export async function createRole(
  deps: StaffDeps,
  actor: Actor,
  input: { name: string; permissions: string[] },
): Promise<Role> {
  const permissions = requireGrantable(deps, actor, input.permissions);
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    const id = uuidv7(deps.clock, deps.random);
    const role = await insertRole(tx, { tenantId, id, name: input.name, permissions, isOwner: false });
    await recordAudit(tx, actor, {
      ...subjectOf(role),
      action: 'staff.role_created',
      before: null,
      after: { name: role.name, permissions },
    });
    return role;
  });
}

/** Holds at the next request of everyone with the role. */
export async function changeRole(
  deps: StaffDeps,
  actor: Actor,
  input: {
    id: string;
    revision: number;
    change: { name?: string | undefined; permissions?: string[] | undefined };
  },
): Promise<Role> {
  const { tenantId } = actor;
  const { id, revision, change } = input;
  const permissions = change.permissions && requireGrantable(deps, actor, change.permissions);
  const role = await deps.database.inTenant(tenantId, async (tx) => {
    const before = await findRole(tx, { tenantId, id, forUpdate: true });
    if (!before) throw staffErrors.roleNotFound();
    if (before.isOwner) throw staffErrors.ownerRoleFixed();
    requireRevision(staffErrors.revisionConflict, {
      present: before.revision,
      expected: revision,
      row: before,
    });
    if (!mayGrant(actor, before)) throw staffErrors.outranked();
    const given = { name: change.name ?? before.name, permissions: permissions ?? before.permissions };
    const after = await updateRole(tx, { tenantId, id, change: given });
    await recordAudit(tx, actor, {
      ...subjectOf(after),
      action: 'staff.role_changed',
      before: { name: before.name, permissions: before.permissions },
      after: given,
    });
    return after;
  });
  deps.sessions.forgetTenant(tenantId);
  return role;
}

/** A role that someone has stays. */
export async function removeRole(deps: StaffDeps, actor: Actor, { id }: { id: string }): Promise<void> {
  const { tenantId } = actor;
  await deps.database.inTenant(tenantId, async (tx) => {
    const role = await findRole(tx, { tenantId, id, forUpdate: true });
    if (!role) throw staffErrors.roleNotFound();
    if (role.isOwner) throw staffErrors.ownerRoleFixed();
    if (!mayGrant(actor, role)) throw staffErrors.outranked();
    await deleteRole(tx, { tenantId, id });
    await recordAudit(tx, actor, {
      ...subjectOf(role),
      action: 'staff.role_deleted',
      before: { name: role.name, permissions: role.permissions },
      after: null,
    });
  });
}

function subjectOf(role: Role) {
  return { subjectKind: 'role', subjectId: role.id, subjectName: role.name };
}
