export {
  bringBackKnownNas,
  isQueueWaiting,
  readQueueDepth,
  setQueuedAside,
  wasQueueEverUsed,
  type QueueDepth,
  type QueueKey,
} from './accounting/queue-store.ts';
export { QueueBatch } from './accounting/queue-batch.ts';
export { forgetOldAccounting } from './accounting/forget-old-accounting.ts';
export { LoginLog, type LoginLogStats } from './accounting/login-log.ts';
export { FreeradiusSync, type FreeradiusSyncDeps } from './sync/freeradius-sync.ts';
export { rebuildAction } from './check/rebuild.ts';
