export { RadiusServer } from './radius-server.ts';
export type { ServerStats } from './packet-path.ts';
export type {
  Answered,
  PacketPathOptions,
  RadiusReply,
  RadiusRequest,
  RadiusServerOptions,
  ServerRole,
} from './radius-server-options.ts';
export type { KnownClient, MessageAuthenticatorMode } from './known-client.ts';
export { DISCARD_KINDS, type DatagramSource, type Discard, type DiscardKind } from './discard.ts';
export type { ServerCounters } from './server-counters.ts';
export { openUdpSocket, type UdpSocket, type UdpSocketOptions } from './udp-socket.ts';
