export { announceEnded } from './announce-ended.ts';
export { creditFree, type FreeTraffic } from './credit-free.ts';
export { forgetFreeTraffic } from './free-traffic-store.ts';
export { applyTopUp, grantTopUp, type TopUpInput } from './grant-top-up.ts';
export { keepMeters, type WantedMeter } from './keep-meters.ts';
export { meterUsage, type SubscriberKey } from './meter-usage.ts';
export { resetQuota } from './reset-quota.ts';
export type { QuotaDeps } from './quota-deps.ts';
export type { TopUpGranted } from './top-up.ts';
