export { parseIpPrefix, type IpPrefix, type IpPrefixResult } from './ip-prefix.ts';
export { nasErrors } from './errors.ts';
export { nasSecretBinding } from './nas-deps.ts';
export {
  nasHealth,
  nasHealthReasons,
  nasHealthStates,
  recentMinutes,
  type NasHealth,
  type NasHealthState,
} from './nas-health.ts';
export { findNas, hasNas } from './nas-store.ts';
export {
  messageAuthenticatorModes,
  nasVendors,
  type MessageAuthenticatorMode,
  type Nas,
  type NasVendor,
} from './nas.ts';
export { forgetOldPackets, forgetUnknownSources } from './observed-store.ts';
