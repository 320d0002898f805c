import { previewReplyRoutes } from '../../modules/aaa/render/preview-reply-routes.ts';
import { routes as planRoutes } from '../../modules/plans/routes.ts';
import { routes as quotaRoutes } from '../../modules/quota/routes.ts';
import { routes as sessionRoutes } from '../../modules/sessions/routes.ts';
import { routes as sharingRoutes } from '../../modules/sharing/routes.ts';
import { routes as simulationRoutes } from '../../modules/simulation/routes.ts';
import { routes as speedRoutes } from '../../modules/speed/routes.ts';
import { bulkRoutes } from '../../modules/subscribers/bulk-routes.ts';
import { routes as subscriberRoutes } from '../../modules/subscribers/routes.ts';
import {
  countByVersion,
  countHolders,
  createSubscriptionFace,
  moveSold,
  previewSold,
} from '../../modules/subscriptions/index.ts';
import { routes as subscriptionRoutes } from '../../modules/subscriptions/routes.ts';
import type { Route } from '../../platform/http/index.ts';
import { wireBulkActions } from '../wire-bulk-actions.ts';
import { judgeBoost } from './judge-boost.ts';
import type { RouteParts } from './modules.ts';

/** What is sold, to whom, and how it is used. */
export function serviceRoutes(parts: RouteParts): Route[] {
  return [
    ...planRoutes({
      ...parts,
      sold: {
        move: (actor, target) => moveSold(parts, actor, target),
        countHolders,
        countByVersion,
        preview: previewSold,
      },
    }),
    ...previewReplyRoutes(parts),
    ...simulationRoutes(parts),
    ...subscriberRoutes({ ...parts, subscriptions: createSubscriptionFace(parts) }),
    ...bulkRoutes({ ...parts, actions: wireBulkActions(parts) }),
    ...subscriptionRoutes(parts),
    ...speedRoutes({ ...parts, judgeBoost }),
    ...sessionRoutes(parts),
    ...quotaRoutes(parts),
    ...sharingRoutes(parts),
  ];
}
