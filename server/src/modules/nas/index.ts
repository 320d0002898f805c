export { parseIpPrefix, type IpPrefix, type IpPrefixResult } from './ip-prefix.ts';
export { nasErrors } from './errors.ts';
export { nasApiPasswordBinding, nasSecretBinding } from './nas-deps.ts';
export {
  nasHealth,
  nasHealthReasons,
  nasHealthStates,
  recentMinutes,
  type NasHealth,
  type NasHealthState,
} from './nas-health.ts';
export { findNas, findRouterAccess, hasNas, learnFingerprint, listSyncedRouters } from './nas-store.ts';
export {
  onlyAddress,
  openRouterAccess,
  routerAccessColumns,
  type NasApi,
  type RouterAccess,
  type RouterAccessRow,
} from './router-access.ts';
export {
  enforcementRungs,
  messageAuthenticatorModes,
  nasVendors,
  type EnforcementRung,
  type MessageAuthenticatorMode,
  type Nas,
  type NasTransport,
  type NasVendor,
} from './nas.ts';
export { forgetOldPackets, forgetUnknownSources } from './observed-store.ts';
