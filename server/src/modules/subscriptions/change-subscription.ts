import { requireRevision } from '../../platform/errors.ts';
import type { Actor } from '../../platform/http/index.ts';
import { findVersion } from '../plans/index.ts';
import { requireOpenSubscriber } from '../subscribers/index.ts';
import { subscriptionErrors } from './errors.ts';
import { auditSubscription, requirePlanOnSale, requireQuota } from './sell-plan.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { toSubscriptionAnswer } from './subscription-fields.ts';
import { findSubscription, updateSubscription } from './subscription-store.ts';
import { isLive, type Subscription } from './subscription.ts';
import { syncLabels } from './sync-labels.ts';

type Editable = Pick<
  Subscription,
  'priority' | 'notes' | 'autoRenew' | 'renewalPlanId' | 'sessionVolumeBytes' | 'quotaBytes'
>;

/** Fields that are absent or undefined stay as they are. */
export type ChangeSubscriptionInput = { [Field in keyof Editable]?: Editable[Field] | undefined };

/** Changes a subscription that still has the revision which the person saw. */
export function changeSubscription(
  deps: Pick<SubscriptionDeps, 'database' | 'clock'>,
  actor: Actor,
  { id, revision, change }: { id: string; revision: number; change: ChangeSubscriptionInput },
): Promise<Subscription> {
  const { tenantId } = actor;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return deps.database.inTenant(tenantId, async (tx) => {
    const seen = await findSubscription(tx, { tenantId, id });
    if (!seen) throw subscriptionErrors.notFound();
    await requireOpenSubscriber(tx, { tenantId, id: seen.subscriberId });
    const before = (await findSubscription(tx, { tenantId, id }))!;
    requireRevision(subscriptionErrors.revisionConflict, {
      present: before.revision,
      expected: revision,
      row: toSubscriptionAnswer(before),
    });
    if (!isLive(before.status)) {
      throw subscriptionErrors.eventRefused({
        message: `The subscription is ${before.status} and stays as it was.`,
      });
    }
    const { renewalPlanId } = change;
    if (typeof renewalPlanId === 'string' && renewalPlanId !== before.planId) {
      await requirePlanOnSale(tx, { tenantId, planId: renewalPlanId, field: 'renewalPlanId' });
    }
    if (typeof change.quotaBytes === 'bigint') {
      requireQuota((await findVersion(tx, { tenantId, id: before.planVersionId }))!);
    }
    const after = await updateSubscription(tx, { tenantId, id, change: given });
    await auditSubscription(tx, actor, { action: 'changed', before, after });
    // Another priority may put another one in force.
    const now = new Date(deps.clock.now());
    await syncLabels(tx, { tenantId, subscriberIds: [before.subscriberId], now });
    return after;
  });
}
