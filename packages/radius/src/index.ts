export { Code, codeName } from './code.ts';
export { Packet, decodePacket, DEFAULT_LIMITS } from './packet.ts';
export type { DecodeLimits, DecodeResult, PacketFault } from './packet.ts';
export type { PacketAttribute } from './read-attributes.ts';
export type { TaggedValue } from './tagged-value.ts';
export { PacketBuilder } from './packet-builder.ts';
export type { EncodeReplyOptions, EncodeRequestOptions } from './packet-builder.ts';
export { SharedSecret } from './shared-secret.ts';
export {
  checkMessageAuthenticator,
  hasValidRequestAuthenticator,
  hasValidResponseAuthenticator,
} from './authenticators.ts';
export type { MessageAuthenticatorState } from './authenticators.ts';
export { revealAttribute } from './auth/hidden-value.ts';
export * from './dictionary/index.ts';
