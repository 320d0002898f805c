export { gatewayKeysBinding, tunnelKeysBinding } from './tunnel-deps.ts';
