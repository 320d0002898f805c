import type { Clock, Random } from '@trunkline/kit';
import { enforcementBulkActions } from '../modules/enforcement/index.ts';
import { subscriberBulkActions, type BulkAction } from '../modules/subscribers/index.ts';
import { createSubscriptionFace, subscriptionBulkActions } from '../modules/subscriptions/index.ts';

/** What can be done to many subscribers: the api previews and begins it, the worker does it. */
export function wireBulkActions(deps: { clock: Clock; random: Random }): BulkAction[] {
  return [
    ...subscriberBulkActions({ subscriptions: createSubscriptionFace(deps) }),
    ...subscriptionBulkActions(deps),
    ...enforcementBulkActions(deps),
  ];
}
