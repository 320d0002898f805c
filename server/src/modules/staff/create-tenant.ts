import { uuidv7 } from '@trunkline/kit';
import { enterTenant, type Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { findTenantByCode, insertTenant, type NewTenant, type Tenant } from '../tenancy/index.ts';
import { admitPerson, prepareNewcomer, type Newcomer, type NewcomerInput } from './admit-person.ts';
import { staffErrors } from './errors.ts';
import { insertRole, lockOwnerRole } from './role-store.ts';
import type { AccountDeps } from './staff-deps.ts';

export interface FirstOwner {
  personId: string;
  email: string;
  /** Generated, to be told once and changed at the first sign-in; null when the person has one already. */
  password: string | null;
}

/**
 * Makes a tenant with its owner role and its first owner, all or nothing. `makeActor` gets the new
 * tenant's id, because the act stands in the new tenant's log: `(id) => localActor('system', id)` at the
 * first start, `'cli'` from the command line. Throws `tenancy.code_taken`.
 *
 *     const { tenant, owner } = await createTenant(deps, (id) => localActor('cli', id), {
 *       tenant: { code: 'main', name: 'Main', company: null, email: null, currency: 'USD', timeZone: 'UTC' },
 *       owner: { email: 'owner@example.org', name: 'Owner', isOperator: true },
 *     });
 */
export async function createTenant(
  deps: AccountDeps,
  makeActor: (tenantId: string) => Actor,
  input: { tenant: Omit<NewTenant, 'id'>; owner: NewcomerInput },
): Promise<{ tenant: Tenant; owner: FirstOwner }> {
  const newcomer = await prepareNewcomer(deps, input.owner);
  const id = uuidv7(deps.clock, deps.random);
  const actor = makeActor(id);
  return deps.database.asOperator(async (tx) => {
    const tenant = await insertTenant(tx, { ...input.tenant, id });
    await enterTenant(tx, id);
    const roleId = uuidv7(deps.clock, deps.random);
    await insertRole(tx, { tenantId: id, id: roleId, name: 'Owner', permissions: [], isOwner: true });
    await recordAudit(tx, actor, {
      action: 'tenancy.created',
      subjectKind: 'tenant',
      subjectId: id,
      subjectName: tenant.name,
      before: null,
      after: { ...input.tenant },
    });
    const owner = await admitOwner(tx, deps, { actor, roleId, newcomer });
    return { tenant, owner };
  });
}

/**
 * Adds one more owner to the tenant with this code, as a rescue from the command line. Throws
 * `staff.unknown_tenant` and `staff.already_member`.
 */
export async function createOwner(
  deps: AccountDeps,
  makeActor: (tenantId: string) => Actor,
  input: { tenantCode: string; owner: NewcomerInput },
): Promise<FirstOwner> {
  const newcomer = await prepareNewcomer(deps, input.owner);
  return deps.database.asOperator(async (tx) => {
    const tenant = await findTenantByCode(tx, input.tenantCode);
    if (!tenant) throw staffErrors.unknownTenant();
    await enterTenant(tx, tenant.id);
    const role = await lockOwnerRole(tx, tenant.id);
    return admitOwner(tx, deps, { actor: makeActor(tenant.id), roleId: role.id, newcomer });
  });
}

async function admitOwner(
  tx: Tx,
  deps: AccountDeps,
  { actor, roleId, newcomer }: { actor: Actor; roleId: string; newcomer: Newcomer },
): Promise<FirstOwner> {
  const { tenantId } = actor;
  const { personId, password } = await admitPerson(tx, deps, { tenantId, roleId, newcomer });
  await recordAudit(tx, actor, {
    action: 'staff.added',
    subjectKind: 'staff',
    subjectId: personId,
    subjectName: newcomer.name,
    before: null,
    after: { email: newcomer.email, roleId, roleName: 'Owner' },
  });
  return { personId, email: newcomer.email, password };
}
