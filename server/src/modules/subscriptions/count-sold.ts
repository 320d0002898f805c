import type { Tx } from '../../platform/db/index.ts';

/** How many subscriptions of each of these plans are active now; a plan that nobody holds is left out. */
export async function countHolders(
  tx: Tx,
  { tenantId, planIds }: { tenantId: string; planIds: readonly string[] },
): Promise<Map<string, number>> {
  if (planIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('subscriptions.subscription')
    .select(['planId', (eb) => eb.fn.countAll<bigint>().as('held')])
    .where('tenantId', '=', tenantId)
    .where('planId', 'in', planIds)
    .where('status', '=', 'active')
    .groupBy('planId')
    .execute();
  return new Map(rows.map(({ planId, held }) => [planId, Number(held)]));
}

/** How many subscriptions of each version of a plan `moveSold` would look at: those pending or active. */
export async function countByVersion(
  tx: Tx,
  { tenantId, planId }: { tenantId: string; planId: string },
): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('subscriptions.subscription')
    .select(['planVersionId', (eb) => eb.fn.countAll<bigint>().as('held')])
    .where('tenantId', '=', tenantId)
    .where('planId', '=', planId)
    .where('status', 'in', ['pending', 'active'])
    .groupBy('planVersionId')
    .execute();
  return new Map(rows.map(({ planVersionId, held }) => [planVersionId, Number(held)]));
}
