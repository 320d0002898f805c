export { parseIpPrefix, type IpPrefix, type IpPrefixResult } from './ip-prefix.ts';
export { nasSecretBinding } from './nas-deps.ts';
export { hasNas } from './nas-store.ts';
export {
  messageAuthenticatorModes,
  nasVendors,
  type MessageAuthenticatorMode,
  type Nas,
  type NasVendor,
} from './nas.ts';
