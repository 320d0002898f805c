import type { Tx } from '../../platform/db/index.ts';
import { requireRevision } from '../../platform/errors.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { staffErrors } from './errors.ts';
import { toMemberAnswer } from './member-answer.ts';
import {
  countOtherActiveOwners,
  findMember,
  updateMembership,
  type Member,
  type MembershipStatus,
} from './membership-store.ts';
import { mayGrant, type Role } from './role.ts';
import { findRole, lockOwnerRole } from './role-store.ts';
import { revokeSessionsHere } from './session-store.ts';
import type { StaffDeps } from './staff-deps.ts';

interface Input {
  personId: string;
  revision: number;
  change: { roleId?: string | undefined; status?: MembershipStatus | undefined };
}

/** Gives a member another role, or disables or enables them; holds at their next request. */
export async function changeStaff(deps: StaffDeps, actor: Actor, input: Input): Promise<Member> {
  const member = await deps.database.inTenant(actor.tenantId, (tx) => change(deps, { tx, actor, input }));
  deps.sessions.forgetPerson(input.personId);
  return member;
}

async function change(
  deps: StaffDeps,
  { tx, actor, input }: { tx: Tx; actor: Actor; input: Input },
): Promise<Member> {
  const { tenantId } = actor;
  const { personId } = input;
  // First, so that two people who each disable the other one meet here.
  const ownerRole = await lockOwnerRole(tx, tenantId);
  const before = await findMember(tx, { tenantId, personId, forUpdate: true });
  if (!before) throw staffErrors.notFound();
  requireRevision(staffErrors.revisionConflict, {
    present: before.revision,
    expected: input.revision,
    row: toMemberAnswer(before),
  });
  if (!mayGrant(actor, before)) throw staffErrors.outranked();
  const role =
    input.change.roleId === undefined ? undefined : await grantedRole(tx, actor, input.change.roleId);
  const status = input.change.status ?? before.status;
  const staysOwner = status === 'active' && (role?.isOwner ?? true);
  if (before.isOwner && before.status === 'active' && !staysOwner) {
    const others = await countOtherActiveOwners(tx, { tenantId, personId, ownerRoleId: ownerRole.id });
    if (others === 0) throw staffErrors.lastOwner();
  }
  await updateMembership(tx, { tenantId, personId, change: { roleId: role?.id ?? before.roleId, status } });
  if (status === 'disabled') {
    await revokeSessionsHere(tx, { tenantId, personId, kept: 0, at: new Date(deps.clock.now()) });
  }
  const after = (await findMember(tx, { tenantId, personId }))!;
  await recordAudit(tx, actor, {
    action: 'staff.changed',
    subjectKind: 'staff',
    subjectId: personId,
    subjectName: after.name,
    before: { roleName: before.roleName, status: before.status },
    after: { roleName: after.roleName, status: after.status },
  });
  return after;
}

async function grantedRole(tx: Tx, actor: Actor, id: string): Promise<Role> {
  const role = await findRole(tx, { tenantId: actor.tenantId, id });
  if (!role) {
    throw staffErrors.unknownRole({ details: [{ field: 'roleId', message: 'GET /api/roles lists them.' }] });
  }
  if (!mayGrant(actor, role)) throw staffErrors.cannotGrant();
  return role;
}
