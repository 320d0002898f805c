import type { Tx } from '../../platform/db/index.ts';
import { toVersion, toVersionRow, toZoneRuleRows, type VersionRow } from './plan-version-row.ts';
import type { PlanVersion } from './plan.ts';
import { readZoneRules } from './zone-rule-store.ts';

/** The newest versions of one plan, newest first. */
export async function listVersions(
  tx: Tx,
  { tenantId, planId, limit }: { tenantId: string; planId: string; limit: number },
): Promise<PlanVersion[]> {
  const rows = await tx
    .selectFrom('plans.planVersion')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('planId', '=', planId)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return withZoneRules(tx, tenantId, rows);
}

/** The version that is sold now, for each of these plans. */
export async function latestVersions(
  tx: Tx,
  { tenantId, planIds }: { tenantId: string; planIds: readonly string[] },
): Promise<Map<string, PlanVersion>> {
  if (planIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('plans.planVersion')
    .distinctOn('planId')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('planId', 'in', planIds)
    .orderBy('planId')
    .orderBy('number', 'desc')
    .execute();
  const versions = await withZoneRules(tx, tenantId, rows);
  return new Map(versions.map((version) => [version.planId, version]));
}

export async function findVersion(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<PlanVersion | undefined> {
  const row = await tx
    .selectFrom('plans.planVersion')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && (await withZoneRules(tx, tenantId, [row]))[0];
}

/**
 * What each of these versions renews to, by its id: the newest of its plan that takes renewals, never an older one;
 * itself where nothing newer does.
 */
export async function renewalVersions(
  tx: Tx,
  { tenantId, versionIds }: { tenantId: string; versionIds: readonly string[] },
): Promise<Map<string, PlanVersion>> {
  if (versionIds.length === 0) return new Map();
  const found = await tx
    .selectFrom('plans.planVersion as sold')
    .innerJoin('plans.planVersion as next', (join) =>
      join.onRef('next.tenantId', '=', 'sold.tenantId').onRef('next.planId', '=', 'sold.planId'),
    )
    .distinctOn('sold.id')
    .select(['sold.id as soldId', 'next.id as nextId'])
    .where('sold.tenantId', '=', tenantId)
    .where('sold.id', 'in', versionIds)
    .where((eb) =>
      eb.or([
        eb('next.id', '=', eb.ref('sold.id')),
        eb.and([eb('next.takesRenewals', '=', true), eb('next.number', '>', eb.ref('sold.number'))]),
      ]),
    )
    .orderBy('sold.id')
    .orderBy('next.number', 'desc')
    .execute();
  const versions = await findVersions(tx, { tenantId, ids: [...new Set(found.map((one) => one.nextId))] });
  return new Map(found.map(({ soldId, nextId }) => [soldId, versions.get(nextId)!]));
}

async function findVersions(
  tx: Tx,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
): Promise<Map<string, PlanVersion>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('plans.planVersion')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', 'in', ids)
    .execute();
  const versions = await withZoneRules(tx, tenantId, rows);
  return new Map(versions.map((version) => [version.id, version]));
}

export async function insertVersion(
  tx: Tx,
  { tenantId, version }: { tenantId: string; version: PlanVersion },
): Promise<void> {
  await tx.insertInto('plans.planVersion').values(toVersionRow(tenantId, version)).execute();
  const rules = toZoneRuleRows(tenantId, version);
  if (rules.length > 0) await tx.insertInto('plans.zoneRule').values(rules).execute();
}

async function withZoneRules(tx: Tx, tenantId: string, rows: readonly VersionRow[]): Promise<PlanVersion[]> {
  const rules = await readZoneRules(tx, { tenantId, versionIds: rows.map((row) => row.id) });
  return rows.map((row) => toVersion(row, rules.get(row.id) ?? []));
}
