import { violatedConstraint, type Tx } from '../../platform/db/index.ts';
import { tenancyErrors } from './errors.ts';
import type { Tenant, TenantStatus } from './tenant.ts';

const columns = [
  'id',
  'code',
  'name',
  'company',
  'email',
  'currency',
  'timeZone',
  'status',
  'revision',
  'recordedAt',
] as const;

/** The table's check constraint holds the status to the list. */
const toTenant = (row: Omit<Tenant, 'status'> & { status: string }): Tenant => ({
  ...row,
  status: row.status as TenantStatus,
});

/** The tenant, or undefined where the transaction may not see it. */
export async function findTenant(
  tx: Tx,
  { id, forUpdate = false }: { id: string; forUpdate?: boolean },
): Promise<Tenant | undefined> {
  const query = tx.selectFrom('tenancy.tenant').select(columns).where('id', '=', id);
  const row = await (forUpdate ? query.forUpdate() : query).executeTakeFirst();
  return row && toTenant(row);
}

/**
 * Puts transactions of one tenant in line: those that `change` what holds for all its rows, one at a time
 * and after everybody who is to `read` it and act by it. Others, who only refer to the tenant, do not wait.
 */
export async function lockTenant(
  tx: Tx,
  { id, for: purpose }: { id: string; for: 'change' | 'read' },
): Promise<void> {
  const query = tx.selectFrom('tenancy.tenant').select('id').where('id', '=', id);
  await (purpose === 'change' ? query.forNoKeyUpdate() : query.forShare()).execute();
}

/** Ordered by code, after `after`. */
export async function listTenants(
  tx: Tx,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Tenant[]> {
  let query = tx.selectFrom('tenancy.tenant').select(columns).orderBy('code').limit(limit);
  if (after !== undefined) query = query.where('code', '>', after);
  return (await query.execute()).map(toTenant);
}

export type NewTenant = Pick<Tenant, 'id' | 'code' | 'name' | 'company' | 'email' | 'currency' | 'timeZone'>;

/** Throws `tenancy.code_taken`. */
export async function insertTenant(tx: Tx, tenant: NewTenant): Promise<Tenant> {
  try {
    const row = await tx
      .insertInto('tenancy.tenant')
      .values(tenant)
      .returning(columns)
      .executeTakeFirstOrThrow();
    return toTenant(row);
  } catch (error) {
    if (violatedConstraint(error) !== 'tenant_code_key') throw error;
    throw tenancyErrors.codeTaken({
      details: [{ field: 'code', message: 'Choose another.' }],
      cause: error,
    });
  }
}

export type TenantChange = Partial<
  Pick<Tenant, 'name' | 'company' | 'email' | 'currency' | 'timeZone' | 'status'>
>;

export async function updateTenant(
  tx: Tx,
  { id, change }: { id: string; change: TenantChange },
): Promise<Tenant> {
  const row = await tx
    .updateTable('tenancy.tenant')
    .set((expression) => ({ ...change, revision: expression('revision', '+', 1) }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
  return toTenant(row);
}

/** In an operator's transaction. */
export async function findTenantByCode(tx: Tx, code: string): Promise<Tenant | undefined> {
  const row = await tx
    .selectFrom('tenancy.tenant')
    .select(columns)
    .where('code', '=', code)
    .executeTakeFirst();
  return row && toTenant(row);
}
