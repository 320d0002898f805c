export { RadiusClient, type RadiusClientOptions, type SendOptions } from './radius-client.ts';
export type { ExchangeResult, RadiusEndpoint } from './exchange.ts';
export { RFC_5080_RETRANSMISSION, type Retransmission } from './retransmission.ts';
export { IGNORED_KINDS, type ClientCounters, type IgnoredKind } from './client-counters.ts';
export { systemTimers, type TimerHandle, type Timers } from './timers.ts';
