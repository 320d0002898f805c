import type { Actor } from '../../platform/http/index.ts';
import { requireOpenSubscriber } from '../subscribers/index.ts';
import { sellPlan, type Sale } from './sell-plan.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import type { Subscription } from './subscription.ts';

/** Gives a subscriber another subscription, beside those already held. */
export function assignPlan(deps: SubscriptionDeps, actor: Actor, sale: Sale): Promise<Subscription> {
  const now = new Date(deps.clock.now());
  return deps.database.inTenant(actor.tenantId, async (tx) => {
    await requireOpenSubscriber(tx, { tenantId: actor.tenantId, id: sale.subscriberId });
    return sellPlan(deps, { tx, actor, now }, sale);
  });
}
