export type { ZoneDeps } from './zone-deps.ts';
export { readPrefixes } from './prefix-store.ts';
export { zoneNames } from './zone-store.ts';
export type { Zone } from './zone.ts';
