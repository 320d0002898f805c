import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import { lockTenant } from '../tenancy/index.ts';
import type { Plan, PlanPayment, PlanService, PlanStatus, PlanVersion } from './plan.ts';
import { latestVersions } from './plan-version-store.ts';

export interface PlanWithLatest {
  plan: Plan;
  latest: PlanVersion;
}

interface PlanKey {
  tenantId: string;
  id: string;
}

/** With `forUpdate` the row is locked, which also puts new versions of the plan in line. */
export async function findPlan(
  tx: Tx,
  { tenantId, id, forUpdate = false }: PlanKey & { forUpdate?: boolean },
): Promise<Plan | undefined> {
  let query = tx.selectFrom('plans.plan').selectAll().where('tenantId', '=', tenantId).where('id', '=', id);
  if (forUpdate) query = query.forNoKeyUpdate();
  const row = await query.executeTakeFirst();
  return row && toPlan(row);
}

/** What these plans are called. */
export async function planNames(
  tx: Tx,
  { tenantId, planIds }: { tenantId: string; planIds: readonly string[] },
): Promise<Map<string, string>> {
  if (planIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('plans.plan')
    .select(['id', 'name'])
    .where('tenantId', '=', tenantId)
    .where('id', 'in', planIds)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Reads `limit + 1` plans in the order of their names, each with its latest version. */
export async function listPlans(
  tx: Tx,
  page: { tenantId: string; status: PlanStatus | undefined; limit: number; after: string | undefined },
): Promise<(PlanWithLatest & { sortKey: string })[]> {
  const { tenantId, status, limit, after } = page;
  let query = tx
    .selectFrom('plans.plan')
    .selectAll()
    .select(sql<string>`lower(name)`.as('sortKey'))
    .where('tenantId', '=', tenantId);
  if (status !== undefined) query = query.where('status', '=', status);
  if (after !== undefined) query = query.where(sql`lower(name)`, '>', after);
  const rows = await query
    .orderBy(sql`lower(name)`)
    .limit(limit + 1)
    .execute();
  const latest = await latestVersions(tx, { tenantId, planIds: rows.map((row) => row.id) });
  return rows.map((row) => ({ plan: toPlan(row), latest: latest.get(row.id)!, sortKey: row.sortKey }));
}

export async function insertPlan(tx: Tx, row: Insertable<DB['plans.plan']>): Promise<Plan> {
  return toPlan(await tx.insertInto('plans.plan').values(row).returningAll().executeTakeFirstOrThrow());
}

/** Writes the fields and counts the revision up. */
export async function updatePlan(
  tx: Tx,
  { tenantId, id, change }: PlanKey & { change: Updateable<DB['plans.plan']> },
): Promise<Plan> {
  const row = await tx
    .updateTable('plans.plan')
    .set(change)
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toPlan(row);
}

/** Takes the mark from the plan that is the default now, to give it to another; one transaction at a time. */
export async function clearDefault(tx: Tx, { tenantId }: { tenantId: string }): Promise<void> {
  await lockTenant(tx, { id: tenantId, for: 'change' });
  await tx
    .updateTable('plans.plan')
    .set((eb) => ({ isDefault: false, revision: eb('revision', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('isDefault', '=', true)
    .execute();
}

export async function deletePlan(tx: Tx, { tenantId, id }: PlanKey): Promise<void> {
  await tx.deleteFrom('plans.plan').where('tenantId', '=', tenantId).where('id', '=', id).execute();
}

function toPlan(row: Selectable<DB['plans.plan']>): Plan {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    payment: row.payment as PlanPayment,
    service: row.service as PlanService,
    status: row.status as PlanStatus,
    isDefault: row.isDefault,
    revision: row.revision,
  };
}
