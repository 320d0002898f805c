import { violatedConstraint, type Tx } from '../../platform/db/index.ts';
import { staffErrors } from './errors.ts';

export const membershipStatuses = ['active', 'disabled'] as const;
export type MembershipStatus = (typeof membershipStatuses)[number];

/** A person as one tenant sees them. */
export interface Member {
  personId: string;
  name: string;
  email: string;
  mustChangePassword: boolean;
  isOperator: boolean;
  roleId: string;
  roleName: string;
  isOwner: boolean;
  permissions: string[];
  status: MembershipStatus;
  revision: number;
}

interface MemberKey {
  tenantId: string;
  personId: string;
}

function members(tx: Tx, tenantId: string) {
  return tx
    .selectFrom('staff.membership as membership')
    .innerJoin('staff.person as person', 'person.id', 'membership.personId')
    .innerJoin('staff.role as role', (join) =>
      join.onRef('role.tenantId', '=', 'membership.tenantId').onRef('role.id', '=', 'membership.roleId'),
    )
    .select([
      'membership.personId',
      'person.name',
      'person.email',
      'person.mustChangePassword',
      'person.isOperator',
      'membership.roleId',
      'role.name as roleName',
      'role.isOwner',
      'role.permissions',
      'membership.status',
      'membership.revision',
    ])
    .where('membership.tenantId', '=', tenantId);
}

/** The table's check constraint holds the status to the list. */
const toMember = (row: Omit<Member, 'status'> & { status: string }): Member => ({
  ...row,
  status: row.status as MembershipStatus,
});

export async function listMembers(
  tx: Tx,
  { tenantId, after, limit }: { tenantId: string; after: string | undefined; limit: number },
): Promise<Member[]> {
  let query = members(tx, tenantId).orderBy('membership.personId').limit(limit);
  if (after !== undefined) query = query.where('membership.personId', '>', after);
  return (await query.execute()).map(toMember);
}

export async function findMember(
  tx: Tx,
  { tenantId, personId, forUpdate = false }: MemberKey & { forUpdate?: boolean },
): Promise<Member | undefined> {
  const query = members(tx, tenantId).where('membership.personId', '=', personId);
  const row = await (forUpdate ? query.forUpdate('membership') : query).executeTakeFirst();
  return row && toMember(row);
}

/** Throws `staff.already_member`. */
export async function insertMembership(tx: Tx, membership: MemberKey & { roleId: string }): Promise<void> {
  try {
    await tx.insertInto('staff.membership').values(membership).execute();
  } catch (error) {
    if (violatedConstraint(error) !== 'membership_pkey') throw error;
    throw staffErrors.alreadyMember({
      details: [{ field: 'email', message: 'Is already here; change their role instead.' }],
      cause: error,
    });
  }
}

export async function updateMembership(
  tx: Tx,
  { tenantId, personId, change }: MemberKey & { change: { roleId?: string; status?: MembershipStatus } },
): Promise<void> {
  await tx
    .updateTable('staff.membership')
    .set((expression) => ({ ...change, revision: expression('revision', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .execute();
}

export async function countOtherActiveOwners(
  tx: Tx,
  { tenantId, personId, ownerRoleId }: MemberKey & { ownerRoleId: string },
): Promise<number> {
  const { count } = await tx
    .selectFrom('staff.membership')
    .select((expression) => expression.fn.countAll<bigint>().as('count'))
    .where('tenantId', '=', tenantId)
    .where('roleId', '=', ownerRoleId)
    .where('status', '=', 'active')
    .where('personId', '!=', personId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
