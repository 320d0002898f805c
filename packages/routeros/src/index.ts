export {
  RouterosClient,
  type CommandOptions,
  type ConnectOptions,
  type RouterosCaller,
} from './client/routeros-client.ts';
export type { RouterAddress, TlsTrust } from './client/open-stream.ts';
export { challengeResponse } from './client/login.ts';
export {
  RouterosBusy,
  RouterosCertificateChanged,
  RouterosClosed,
  RouterosFatal,
  RouterosLoginRefused,
  RouterosProtocolError,
  RouterosTimeout,
  RouterosTrap,
  type RouterosError,
  type TrapCategory,
} from './errors.ts';
export { where, type Attributes, type Command } from './protocol/command-sentence.ts';
export { encodeSentence } from './protocol/encode-sentence.ts';
export { DEFAULT_LIMITS, type RouterosLimits } from './protocol/limits.ts';
export type { Row } from './protocol/reply-sentence.ts';
export { SentenceDecoder } from './protocol/sentence-decoder.ts';
export { writeLength } from './protocol/word-length.ts';
export type { Reply } from './session/pending-call.ts';
export { MAX_IN_FLIGHT, type CallOptions } from './session/routeros-session.ts';
export { systemTimers, type Timers } from './session/timers.ts';
export * from './menus/index.ts';
export * from './values/index.ts';
