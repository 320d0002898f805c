export { countByVersion, countHolders } from './count-sold.ts';
export { subscriptionBulkActions } from './bulk-actions.ts';
export { moveSold } from './move-sold.ts';
export { previewSold } from './preview-sold.ts';
export { createSubscriptionFace } from './subscription-face.ts';
export type { SubscriptionDeps } from './subscription-deps.ts';
export { isInForce, pickInForce, type Subscription, type SubscriptionStatus } from './subscription.ts';
export { firstPeriod, nextPeriod } from './validity.ts';
