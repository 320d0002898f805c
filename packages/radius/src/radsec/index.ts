export { RADSEC_SECRET } from './radsec-secret.ts';
export { CLOSE_KINDS, type CloseKind } from './close-kind.ts';
export {
  DEFAULT_RADSEC_LIMITS,
  RadsecServer,
  type ClosedConnection,
  type RadsecLimits,
  type RadsecServerOptions,
  type RadsecStats,
} from './radsec-server.ts';
export {
  RadsecClient,
  type RadsecClientCounters,
  type RadsecClientOptions,
  type RadsecSendOptions,
} from './radsec-client.ts';
export type { RadsecResult } from './radsec-exchange.ts';
