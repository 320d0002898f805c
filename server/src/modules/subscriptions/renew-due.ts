import { uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { latestVersions } from '../plans/index.ts';
import { listToRenew } from './due-store.ts';
import { auditSubscription } from './sell-plan.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { insertRenewals } from './subscription-store.ts';
import { nextPeriod } from './validity.ts';

/**
 * Renews what is due for these subscribers, whose rows are locked, to the version that is sold now of the
 * same or the chosen plan, and says how many it renewed. The key is `renews_id`: one renewal each. A plan
 * that was retired since still serves those who hold it.
 */
export async function renewDue(
  deps: Pick<SubscriptionDeps, 'clock' | 'random'>,
  { tx, actor, timeZone }: { tx: Tx; actor: Actor; timeZone: string },
  { subscriberIds, now, renewBefore }: { subscriberIds: readonly string[]; now: Date; renewBefore: Date },
): Promise<number> {
  const { tenantId } = actor;
  const ending = await listToRenew(tx, { tenantId, subscriberIds, renewBefore });
  const planIds = [...new Set(ending.map((one) => one.renewalPlanId ?? one.planId))];
  const versions = await latestVersions(tx, { tenantId, planIds });
  const rows = ending.map((one) => {
    const version = versions.get(one.renewalPlanId ?? one.planId)!;
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
      // A volume of the subscriber's own was granted for the plan it was granted on.
      sessionVolumeBytes: version.planId === one.planId ? one.sessionVolumeBytes : null,
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
