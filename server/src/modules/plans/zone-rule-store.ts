import type { Tx } from '../../platform/db/index.ts';
import type { ZoneRule } from './plan.ts';

/** The zone rules of these versions, in the order of the zones; a version without any is left out. */
export async function readZoneRules(
  tx: Tx,
  { tenantId, versionIds }: { tenantId: string; versionIds: readonly string[] },
): Promise<Map<string, ZoneRule[]>> {
  const rules = new Map<string, ZoneRule[]>();
  if (versionIds.length === 0) return rules;
  const rows = await tx
    .selectFrom('plans.zoneRule')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('planVersionId', 'in', versionIds)
    .orderBy('zoneId')
    .execute();
  for (const { planVersionId, zoneId, downloadBps, uploadBps, isFree } of rows) {
    // The table's check makes the rates both or neither.
    const rates = downloadBps === null ? null : { downloadBps, uploadBps: uploadBps! };
    rules.set(planVersionId, [...(rules.get(planVersionId) ?? []), { zoneId, rates, isFree }]);
  }
  return rules;
}

/** Which plans have a version with a rule for one of these zones, by zone and in the order of their names. */
export async function plansWithZones(
  tx: Tx,
  { tenantId, zoneIds }: { tenantId: string; zoneIds: readonly string[] },
): Promise<Map<string, { id: string; name: string }[]>> {
  const plans = new Map<string, { id: string; name: string }[]>();
  if (zoneIds.length === 0) return plans;
  const rows = await tx
    .selectFrom('plans.zoneRule as rule')
    .innerJoin('plans.planVersion as version', (join) =>
      join.onRef('version.tenantId', '=', 'rule.tenantId').onRef('version.id', '=', 'rule.planVersionId'),
    )
    .innerJoin('plans.plan as plan', (join) =>
      join.onRef('plan.tenantId', '=', 'version.tenantId').onRef('plan.id', '=', 'version.planId'),
    )
    .select(['rule.zoneId', 'plan.id', 'plan.name'])
    .distinct()
    .where('rule.tenantId', '=', tenantId)
    .where('rule.zoneId', 'in', zoneIds)
    .orderBy('plan.name')
    .execute();
  for (const { zoneId, id, name } of rows) plans.set(zoneId, [...(plans.get(zoneId) ?? []), { id, name }]);
  return plans;
}
