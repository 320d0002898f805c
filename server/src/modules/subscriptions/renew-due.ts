import { uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { latestVersions, renewalVersions, type PlanVersion } from '../plans/index.ts';
import { listToRenew } from './due-store.ts';
import { auditSubscription } from './sell-plan.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { insertRenewals } from './subscription-store.ts';
import type { Subscription } from './subscription.ts';
import { nextPeriod } from './validity.ts';

/**
 * Renews what is due for these subscribers, whose rows are locked, and says how many it renewed. The same plan goes on
 * with the newest version that takes renewals from the one held; a plan chosen for the renewal is a sale of what is sold
 * now. The key is `renews_id`: one renewal each. A plan that was retired since still serves those who hold it.
 */
export async function renewDue(
  deps: Pick<SubscriptionDeps, 'clock' | 'random'>,
  { tx, actor, timeZone }: { tx: Tx; actor: Actor; timeZone: string },
  { subscriberIds, now, renewBefore }: { subscriberIds: readonly string[]; now: Date; renewBefore: Date },
): Promise<number> {
  const { tenantId } = actor;
  const ending = await listToRenew(tx, { tenantId, subscriberIds, renewBefore });
  const versionAfter = await readVersionsAfter(tx, { tenantId, ending });
  const rows = ending.map((one) => {
    const version = versionAfter(one);
    const period = nextPeriod(one, { validity: version.terms.validity, timeZone, now });
    const hasBegun = period.startsAt <= now;
    return {
      tenantId,
      id: uuidv7(deps.clock, deps.random),
      subscriberId: one.subscriberId,
      planId: version.planId,
      planVersionId: version.id,
      ...period,
      status: hasBegun ? 'active' : 'pending',
      activatedAt: hasBegun ? period.startsAt : null,
      priority: one.priority,
      assignedAt: now,
      // What is the subscriber's own was granted for the plan it was granted on.
      sessionVolumeBytes: version.planId === one.planId ? one.sessionVolumeBytes : null,
      quotaBytes: version.planId === one.planId ? one.quotaBytes : null,
      notes: one.notes,
      autoRenew: true,
      renewsId: one.id,
    };
  });
  const renewals = await insertRenewals(tx, rows);
  for (const after of renewals)
    await auditSubscription(tx, actor, { action: 'renewed', before: null, after });
  return renewals.length;
}

function keepsPlan({ renewalPlanId, planId }: Subscription): boolean {
  return (renewalPlanId ?? planId) === planId;
}

async function readVersionsAfter(
  tx: Tx,
  { tenantId, ending }: { tenantId: string; ending: readonly Subscription[] },
): Promise<(one: Subscription) => PlanVersion> {
  const versionIds = ending.filter(keepsPlan).map((one) => one.planVersionId);
  const renewed = await renewalVersions(tx, { tenantId, versionIds: [...new Set(versionIds)] });
  const others = ending.filter((one) => !keepsPlan(one)).map((one) => one.renewalPlanId!);
  const sold = await latestVersions(tx, { tenantId, planIds: [...new Set(others)] });
  return (one) => (keepsPlan(one) ? renewed.get(one.planVersionId)! : sold.get(one.renewalPlanId!)!);
}
