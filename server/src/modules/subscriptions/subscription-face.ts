import type { Tx } from '../../platform/db/index.ts';
import { planNames } from '../plans/index.ts';
import type { HeldSubscription, SubscriptionFace } from '../subscribers/index.ts';
import { cancelWithFollower } from './cancel-subscription.ts';
import { sellPlan } from './sell-plan.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { findSubscription, listForLabels, listLastEnded, listLive } from './subscription-store.ts';
import { isLive, pickInForce, type Subscription } from './subscription.ts';
import { labelsOf, loadGraceMs, syncLabels } from './sync-labels.ts';

/** What the subscribers module is handed by the role. */
export function createSubscriptionFace(deps: Pick<SubscriptionDeps, 'clock' | 'random'>): SubscriptionFace {
  return {
    assign: async (tx, actor, { now, ...sale }) => {
      await sellPlan(deps, { tx, actor, now }, { ...sale, ...nothingOfItsOwn });
    },
    labelOf: async (tx, { tenantId, subscriberId, now }) => {
      const labels = await labelsOf(tx, { tenantId, subscriberIds: [subscriberId], now });
      return labels.get(subscriberId)!;
    },
    heldBy,
    cancelAll: async (tx, actor, { subscriberId, now }) => {
      const { tenantId } = actor;
      for (const { id } of await listLive(tx, { tenantId, subscriberId })) {
        const subscription = (await findSubscription(tx, { tenantId, id }))!;
        // It may have gone with the one that it was to follow.
        if (isLive(subscription.status)) {
          await cancelWithFollower(tx, actor, { subscription, reason: 'subscriber closed', now });
        }
      }
      await syncLabels(tx, { tenantId, subscriberIds: [subscriberId], now });
    },
  };
}

const nothingOfItsOwn = {
  expiresAt: undefined,
  priority: 0,
  renewalPlanId: null,
  sessionVolumeBytes: null,
  quotaBytes: null,
  notes: null,
} as const;

async function heldBy(
  tx: Tx,
  { tenantId, subscriberId, now }: { tenantId: string; subscriberId: string; now: Date },
): Promise<HeldSubscription[]> {
  const endedAfter = new Date(now.getTime() - (await loadGraceMs(tx, tenantId)));
  const found = await listForLabels(tx, { tenantId, subscriberIds: [subscriberId], endedAfter });
  const held = found.length > 0 ? found : await readLastEnded(tx, { tenantId, subscriberId });
  const names = await planNames(tx, { tenantId, planIds: held.map((one) => one.planId) });
  const inForce = pickInForce(held, now);
  return held
    .map((one) => ({ ...one, planName: names.get(one.planId)!, isInForce: one === inForce }))
    .sort((a, b) => Number(b.isInForce) - Number(a.isInForce) || a.startsAt.getTime() - b.startsAt.getTime());
}

/** What can be extended when nothing is held. */
async function readLastEnded(
  tx: Tx,
  { tenantId, subscriberId }: { tenantId: string; subscriberId: string },
): Promise<Subscription[]> {
  const last = await listLastEnded(tx, { tenantId, subscriberIds: [subscriberId] });
  const ended = last.get(subscriberId);
  return ended ? [(await findSubscription(tx, { tenantId, id: ended.id }))!] : [];
}
