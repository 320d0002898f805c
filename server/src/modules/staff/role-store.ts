import { violatedConstraint, type Tx } from '../../platform/db/index.ts';
import { staffErrors } from './errors.ts';
import type { Role } from './role.ts';

const columns = ['id', 'name', 'permissions', 'isOwner', 'revision'] as const;

interface RoleKey {
  tenantId: string;
  id: string;
}

export function listRoles(
  tx: Tx,
  { tenantId, after, limit }: { tenantId: string; after: string | undefined; limit: number },
): Promise<Role[]> {
  let query = tx
    .selectFrom('staff.role')
    .select(columns)
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .limit(limit);
  if (after !== undefined) query = query.where('id', '>', after);
  return query.execute();
}

export function findRole(
  tx: Tx,
  { tenantId, id, forUpdate = false }: RoleKey & { forUpdate?: boolean },
): Promise<Role | undefined> {
  const query = tx
    .selectFrom('staff.role')
    .select(columns)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id);
  return (forUpdate ? query.forUpdate() : query).executeTakeFirst();
}

/** Locks the owner role, which everything that may change the number of owners does first. */
export function lockOwnerRole(tx: Tx, tenantId: string): Promise<Role> {
  return tx
    .selectFrom('staff.role')
    .select(columns)
    .where('tenantId', '=', tenantId)
    .where('isOwner', '=', true)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Throws `staff.role_name_taken`. */
export function insertRole(tx: Tx, role: Omit<Role, 'revision'> & { tenantId: string }): Promise<Role> {
  return refusingTakenName(() =>
    tx.insertInto('staff.role').values(role).returning(columns).executeTakeFirstOrThrow(),
  );
}

/** Throws `staff.role_name_taken`. */
export function updateRole(
  tx: Tx,
  { tenantId, id, change }: RoleKey & { change: Partial<Pick<Role, 'name' | 'permissions'>> },
): Promise<Role> {
  return refusingTakenName(() =>
    tx
      .updateTable('staff.role')
      .set((expression) => ({ ...change, revision: expression('revision', '+', 1) }))
      .where('tenantId', '=', tenantId)
      .where('id', '=', id)
      .returning(columns)
      .executeTakeFirstOrThrow(),
  );
}

/** Throws `staff.role_in_use`. */
export async function deleteRole(tx: Tx, { tenantId, id }: RoleKey): Promise<void> {
  try {
    await tx.deleteFrom('staff.role').where('tenantId', '=', tenantId).where('id', '=', id).execute();
  } catch (error) {
    if (violatedConstraint(error) !== 'membership_tenant_id_role_id_fkey') throw error;
    throw staffErrors.roleInUse({ cause: error });
  }
}

async function refusingTakenName<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) !== 'role_name') throw error;
    throw staffErrors.roleNameTaken({
      details: [{ field: 'name', message: 'Choose another.' }],
      cause: error,
    });
  }
}
