export { findRouter, settleFingerprint } from './router-store.ts';
export {
  describeFailure,
  routerFailureKind,
  RouterUnavailable,
  type RouterFailureKind,
} from './router-failure.ts';
export { RouterPool, type RouterPoolDeps } from './router-pool.ts';
export type { Router } from './router.ts';
export {
  QuotaSync,
  type QuotaSyncDeps,
  type QuotaSyncFaces,
  type QuotaSyncStats,
} from './quota-sync/quota-sync.ts';
export type { GoneSession, SessionSample } from './quota-sync/router-sync.ts';
export { ZoneSync } from './zones/zone-sync.ts';
export { GardenSync } from './walled-garden/garden-sync.ts';
export { reconcileZones } from './zones/reconcile-zones.ts';
export { ourComment, sessionQueueName, zoneName, zoneQueueName } from './zones/zone-objects.ts';
export { canWrite } from './test-router.ts';
export { visitRouter, type RouterFailure } from './visit-router.ts';
