export { keepMeters, type WantedMeter } from './keep-meters.ts';
export { meterUsage, type SubscriberKey } from './meter-usage.ts';
export { announceEnded } from './announce-ended.ts';
