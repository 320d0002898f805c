import type { Clock } from '@trunkline/kit';
import { Code } from '../code.ts';
import type { PacketBuilder } from '../packet-builder.ts';
import type { Packet } from '../packet.ts';
import type { DatagramSource, Discard } from './discard.ts';
import type { KnownClient } from './known-client.ts';
import type { UdpSocket, UdpSocketOptions } from './udp-socket.ts';

/** What a socket serves: the codes it takes, and the code that answers Status-Server (RFC 5997 §4). */
export const ROLES = {
  authentication: { requests: [Code.AccessRequest, Code.StatusServer], statusReply: Code.AccessAccept },
  accounting: { requests: [Code.AccountingRequest, Code.StatusServer], statusReply: Code.AccountingResponse },
  /** Over TLS one connection carries both. */
  radsec: {
    requests: [Code.AccessRequest, Code.AccountingRequest, Code.StatusServer],
    statusReply: Code.AccessAccept,
  },
  'dynamic-authorization': { requests: [Code.CoaRequest, Code.DisconnectRequest], statusReply: undefined },
} as const;

export type ServerRole = keyof typeof ROLES;

/** An authentic request that is not a duplicate. */
export interface RadiusRequest<D> {
  readonly packet: Packet;
  readonly client: KnownClient<D>;
  readonly source: DatagramSource;
  /** Wall clock, milliseconds since 1970 UTC. */
  readonly receivedAtMs: number;
  /** It carried a Message-Authenticator, and the right one. */
  readonly hasMessageAuthenticator: boolean;
}

/** A request that got its reply. */
export interface Answered<D> {
  readonly client: KnownClient<D>;
  /** Of the request: 1 for Access-Request. */
  readonly code: number;
  /** Of the reply: 2 for Access-Accept. */
  readonly replyCode: number;
  /** From the arrival of the datagram to the reply's way out, in milliseconds and fractions of them. */
  readonly elapsedMs: number;
}

/** The reply, without its authenticators; undefined is silence, after which a retransmission is a new request. */
export type RadiusReply = PacketBuilder | undefined;

/** What decides the way of a packet, whatever carries it. */
export interface PacketPathOptions<D> {
  /** Decides the reply, at once or later. Called once per request, never for a retransmission. */
  readonly handle: (request: RadiusRequest<D>) => RadiusReply | Promise<RadiusReply>;
  /**
   * Told of each request when its reply is made, which leaves at once or with the others of its slice, a fraction of
   * a millisecond later; repetitions and Status-Server are not requests. Costs nothing when absent. Must not throw, and comes at the rate of the network: count, no more.
   */
  readonly onAnswered?: (answer: Answered<D>) => void;
  /** Told of each datagram that gets no answer. Must not throw. */
  readonly onDiscard?: (discard: Discard<D>) => void;
  /** Must not throw. False when Status-Server must get silence too, so that the NAS turns to another server (RFC 5997 §4.2). */
  readonly isServing?: () => boolean;
  /** Datagrams that wait for their turn, of all clients together. */
  readonly maxWaiting?: number;
  /** How long a datagram may wait for its turn before it is dropped. */
  readonly maxWaitMs?: number;
  /** Requests in the hands of handlers. */
  readonly maxPending?: number;
  readonly maxReplies?: number;
  readonly keepReplyMs?: number;
  readonly abandonMs?: number;
  readonly clock?: Clock;
}

export interface RadiusServerOptions<D> extends PacketPathOptions<D> {
  readonly role: Exclude<ServerRole, 'radsec'>;
  /** The client at a source address (`192.0.2.1`, `2001:db8::1`), or undefined: it gets no answer. Must not throw. */
  readonly findClient: (address: string) => KnownClient<D> | undefined;
  /** An error of the socket itself after binding, such as no memory for a datagram; it goes on receiving. */
  readonly onError?: (error: Error) => void;
  readonly receiveBufferBytes?: number;
  readonly openSocket?: (options: UdpSocketOptions) => UdpSocket;
}
