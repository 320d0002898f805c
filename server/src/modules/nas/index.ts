export { parseIpPrefix, type IpPrefix, type IpPrefixResult } from './ip-prefix.ts';
export { nasErrors } from './errors.ts';
export { forbiddenRouterAddress } from './forbidden-router-address.ts';
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
export { acceptLines } from './routeros-accept.ts';
export { apiPolicies } from './routeros-api-script.ts';
export { quoteRouterOs } from './routeros-quote.ts';
export { findServerAddress } from './find-server-address.ts';
export { readOwnPorts } from './own-port-store.ts';
export { readRadiusPorts } from './radius-port-store.ts';
export { readSealedSecret } from './nas-store.ts';
export { moveNas } from './move-nas.ts';
export { refusingTaken } from './create-nas.ts';
