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
export { checkCredentials } from './auth/check-credentials.ts';
export type { AuthMethod, CredentialCheck, Verdict } from './auth/check-credentials.ts';
export { Credential, computeNtHash, prepareCredential, prepareNtHash } from './auth/credential.ts';
export type { MsChapReplyOptions } from './auth/ms-chap-reply.ts';
export { addPasswordProof } from './auth/prove-password.ts';
export type { PasswordProof, ProofOptions } from './auth/prove-password.ts';
export { chapPassword } from './auth/chap.ts';
export { EapMd5Server } from './auth/eap-md5.ts';
export type { EapStep } from './auth/eap-md5.ts';
export { MsChapErrorCode, challengeHash, challengeResponse, authenticatorResponse } from './auth/ms-chap.ts';
export type { MsChapV2Exchange, MsChapV2Proof } from './auth/ms-chap.ts';
export * from './dictionary/index.ts';
export * from './client/index.ts';
export * from './server/index.ts';
export * from './relay/index.ts';
export * from './radsec/index.ts';
