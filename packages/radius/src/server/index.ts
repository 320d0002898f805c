export {
  RadiusServer,
  type Answered,
  type RadiusReply,
  type RadiusRequest,
  type RadiusServerOptions,
  type ServerRole,
} from './radius-server.ts';
export type { KnownClient, MessageAuthenticatorMode } from './known-client.ts';
export { DISCARD_KINDS, type DatagramSource, type Discard, type DiscardKind } from './discard.ts';
export type { ServerCounters } from './server-counters.ts';
export { openUdpSocket, type UdpSocket, type UdpSocketOptions } from './udp-socket.ts';
