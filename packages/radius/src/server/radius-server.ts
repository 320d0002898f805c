import type { RemoteInfo } from 'node:dgram';
import { systemClock, type Clock } from '@trunkline/kit';
import { Code, codeName } from '../code.ts';
import { PacketBuilder } from '../packet-builder.ts';
import { decodePacket, type Packet } from '../packet.ts';
import { mayAnswer } from './answering-codes.ts';
import { findAuthenticityFault, hasMessageAuthenticator } from './check-authenticity.ts';
import type { Discard, DiscardKind, DatagramSource } from './discard.ts';
import { CachedRequest, DuplicateCache } from './duplicate-cache.ts';
import type { KnownClient } from './known-client.ts';
import { PendingShare } from './pending-share.ts';
import { newServerCounters, type ServerCounters } from './server-counters.ts';
import { openUdpSocket, type UdpSocket, type UdpSocketOptions } from './udp-socket.ts';

/** Requests in work at once; with answers after 5 ms that is 800,000 a second. */
const DEFAULT_MAX_PENDING = 4096;
/** Replies kept: five seconds of 12,000 requests a second, at roughly 400 bytes each. */
const DEFAULT_MAX_REPLIES = 65_536;
/** RFC 5080 §2.2.2 asks for five to thirty seconds. */
const DEFAULT_KEEP_REPLY_MS = 5_000;
/** Longer than any NAS goes on retransmitting. */
const DEFAULT_ABANDON_MS = 30_000;
const DEFAULT_RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
const DEFAULT_CLOSE_MS = 5_000;

/** What a socket serves: the codes it takes, and the code that answers Status-Server (RFC 5997 §4). */
const ROLES = {
  authentication: { requests: [Code.AccessRequest, Code.StatusServer], statusReply: Code.AccessAccept },
  accounting: { requests: [Code.AccountingRequest, Code.StatusServer], statusReply: Code.AccountingResponse },
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

export interface RadiusServerOptions<D> {
  readonly role: ServerRole;
  /** The client at a source address (`192.0.2.1`, `2001:db8::1`), or undefined: it gets no answer. Must not throw. */
  readonly findClient: (address: string) => KnownClient<D> | undefined;
  /** Decides the reply, at once or later. Called once per request, never for a retransmission. */
  readonly handle: (request: RadiusRequest<D>) => RadiusReply | Promise<RadiusReply>;
  /**
   * Told of each request right after its reply was handed to the socket; repetitions and Status-Server are not
   * requests. Costs nothing when absent. Must not throw, and comes at the rate of the network: count, no more.
   */
  readonly onAnswered?: (answer: Answered<D>) => void;
  /** Told of each datagram that gets no answer. Must not throw. */
  readonly onDiscard?: (discard: Discard<D>) => void;
  /** Must not throw. False when Status-Server must get silence too, so that the NAS turns to another server (RFC 5997 §4.2). */
  readonly isServing?: () => boolean;
  /** An error of the socket itself after binding, such as no memory for a datagram; it goes on receiving. */
  readonly onError?: (error: Error) => void;
  readonly maxPending?: number;
  readonly maxReplies?: number;
  readonly keepReplyMs?: number;
  readonly abandonMs?: number;
  readonly receiveBufferBytes?: number;
  readonly clock?: Clock;
  readonly openSocket?: (options: UdpSocketOptions) => UdpSocket;
}

/**
 * A RADIUS server on one UDP socket. Two plugs: `findClient` knows the secrets, `handle` decides the replies.
 * It answers no packet that is malformed, from a stranger, or not authentic (RFC 2865 §3); it repeats the same
 * bytes to a retransmission; it holds a bounded number of requests and meets more with silence, upon which
 * a NAS asks again. `receive` below is the whole way of a datagram, in order.
 */
export class RadiusServer<D = undefined> {
  readonly #options: RadiusServerOptions<D>;
  readonly #role: (typeof ROLES)[ServerRole];
  readonly #clock: Clock;
  readonly #cache: DuplicateCache<D>;
  readonly #share: PendingShare<D>;
  readonly #counters: ServerCounters = newServerCounters();
  #socket: UdpSocket | undefined;
  #isClosing = false;
  #onIdle: (() => void) | undefined;

  constructor(options: RadiusServerOptions<D>) {
    const maxPending = options.maxPending ?? DEFAULT_MAX_PENDING;
    this.#options = options;
    this.#role = ROLES[options.role];
    this.#clock = options.clock ?? systemClock;
    this.#share = new PendingShare(maxPending);
    this.#cache = new DuplicateCache({
      maxReplies: options.maxReplies ?? DEFAULT_MAX_REPLIES,
      keepMs: options.keepReplyMs ?? DEFAULT_KEEP_REPLY_MS,
      abandonMs: options.abandonMs ?? DEFAULT_ABANDON_MS,
    });
  }

  /**
   * Binds and resolves to the port taken (useful with port 0); rejects with the system's error. On a machine
   * with several addresses bind a concrete one: a reply sent from a wildcard socket leaves from whichever
   * address the route prefers, and a NAS ignores replies from an address it did not ask.
   */
  async listen(local: { readonly address: string; readonly port: number }): Promise<number> {
    if (this.#socket) throw new Error('RadiusServer.listen: already listening');
    const open = this.#options.openSocket ?? openUdpSocket;
    this.#socket = open({
      local,
      receiveBufferBytes: this.#options.receiveBufferBytes ?? DEFAULT_RECEIVE_BUFFER_BYTES,
      onDatagram: (datagram, source) => this.#receive(datagram, source),
      onError: (error) => {
        this.#counters.socketErrors++;
        this.#options.onError?.(error);
      },
    });
    return this.#socket.bound;
  }

  /** Takes no further requests, waits for those in work, at most `timeoutMs`, and closes the socket. */
  async close({ timeoutMs = DEFAULT_CLOSE_MS }: { timeoutMs?: number } = {}): Promise<void> {
    this.#isClosing = true;
    if (this.#cache.pending > 0) await this.#becomeIdle(timeoutMs);
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) await socket.close();
  }

  /** A copy of the counters since the start, with the requests in work and the replies kept just now. */
  stats(): ServerCounters & { readonly pending: number; readonly repliesKept: number } {
    return {
      ...this.#counters,
      discards: { ...this.#counters.discards },
      pending: this.#cache.pending,
      repliesKept: this.#cache.answered,
    };
  }

  #receive(datagram: Buffer, source: RemoteInfo): void {
    this.#counters.datagrams++;
    if (this.#isClosing) return this.#discard('closing', source);
    // Anyone can write such a datagram, and sending to port 0 throws.
    if (source.port === 0) return this.#discard('no-reply-port', source);
    const client = this.#options.findClient(source.address);
    if (!client) return this.#discard('unknown-client', source);
    const decoded = decodePacket(datagram);
    if (!decoded.ok) return this.#discard('malformed', source, client, decoded.fault);
    const { packet } = decoded;
    const slot = (this.#role.requests as readonly number[]).indexOf(packet.code);
    if (slot < 0) return this.#discard('unexpected-code', source, client);
    const fault = findAuthenticityFault(packet, client);
    if (fault) return this.#discard(fault, source, client);
    if (packet.code === Code.StatusServer) return this.#answerStatus(packet, client, source);

    const nowMs = this.#clock.monotonic();
    this.#sweep(nowMs);
    // Two codes at most share a socket, so that port, identifier and code make a small integer.
    const key = (source.port << 9) | (packet.identifier << 1) | slot;
    const earlier = this.#cache.find(source.address, key);
    if (earlier?.isRepeatedBy(packet)) return this.#repeat(earlier);
    if (earlier) this.#cache.supersede(earlier);
    const shortage = this.#share.admit(client);
    if (shortage) return this.#discard(shortage, source, client);
    const request = new CachedRequest({ packet, client, source, key, nowMs });
    this.#cache.add(request);
    this.#counters.requests++;
    this.#handle(request, packet);
  }

  #handle(request: CachedRequest<D>, packet: Packet): void {
    let outcome: RadiusReply | Promise<RadiusReply>;
    try {
      outcome = this.#options.handle({
        packet,
        client: request.client,
        source: request.source,
        receivedAtMs: this.#clock.now(),
        hasMessageAuthenticator: hasMessageAuthenticator(packet),
      });
    } catch (error) {
      return this.#release(request, 'handler-failed', error);
    }
    if (outcome === undefined || outcome instanceof PacketBuilder) this.#answer(request, packet, outcome);
    else void this.#answerLater(request, packet, outcome);
  }

  async #answerLater(
    request: CachedRequest<D>,
    packet: Packet,
    promise: Promise<RadiusReply>,
  ): Promise<void> {
    let reply: RadiusReply;
    try {
      reply = await promise;
    } catch (error) {
      return this.#release(request, 'handler-failed', error);
    }
    this.#answer(request, packet, reply);
  }

  #answer(request: CachedRequest<D>, packet: Packet, reply: RadiusReply): void {
    if (request.state === 'superseded') return this.#release(request, 'superseded');
    if (request.state !== 'pending') return;
    if (!reply) return this.#release(request, 'unanswered');
    let bytes: Buffer;
    try {
      bytes = this.#encode(reply, packet, request.client);
    } catch (error) {
      return this.#release(request, 'handler-failed', error);
    }
    const nowMs = this.#clock.monotonic();
    const elapsedMs = nowMs - request.sinceMs;
    this.#cache.answer(request, bytes, nowMs);
    this.#share.release(request.client);
    this.#counters.replies++;
    this.#send(bytes, request.source);
    const { client } = request;
    this.#options.onAnswered?.({ client, code: packet.code, replyCode: reply.code, elapsedMs });
    this.#noticeIdle();
  }

  /** Ends a request without a reply: its place is free again and a retransmission is a new request. */
  #release(request: CachedRequest<D>, kind: DiscardKind, cause?: unknown): void {
    if (request.state === 'gone') return;
    this.#cache.release(request);
    this.#share.release(request.client);
    this.#discard(kind, request.source, request.client, cause);
    this.#noticeIdle();
  }

  /** RFC 5080 §2.2.2: the same bytes if there are any; while in work, the answer under way serves both. */
  #repeat(request: CachedRequest<D>): void {
    if (request.reply) {
      this.#counters.duplicatesAnswered++;
      this.#send(request.reply, request.source);
    } else {
      this.#counters.duplicatesIgnored++;
    }
  }

  /** Beside queue, cache and handler, so that a busy server is not taken for a dead one. */
  #answerStatus(packet: Packet, client: KnownClient<D>, source: DatagramSource): void {
    const code = this.#role.statusReply;
    const isServing = this.#options.isServing?.() ?? true;
    if (code === undefined || !isServing) return this.#discard('unanswered', source, client);
    this.#counters.statusReplies++;
    this.#send(this.#encode(new PacketBuilder(code), packet, client), source);
  }

  /**
   * Replies to Access-Request carry Message-Authenticator always and first, also when the request had none
   * (CVE-2024-3596); other replies are protected by their authenticator and carry it if the request did.
   */
  #encode(reply: PacketBuilder, request: Packet, client: KnownClient<D>): Buffer {
    if (!mayAnswer(reply.code, request.code)) {
      throw new RangeError(`${codeName(reply.code)} does not answer ${codeName(request.code)}`);
    }
    const messageAuthenticator = request.code === Code.AccessRequest || hasMessageAuthenticator(request);
    return reply.encodeReply({ request, secret: client.secret, messageAuthenticator });
  }

  #send(bytes: Buffer, { address, port }: DatagramSource): void {
    this.#socket?.send(bytes, port, address, this.#afterSend);
  }

  /** One function for all sends: a closure for each would be garbage for each. */
  readonly #afterSend = (error: Error | null): void => {
    if (error) this.#counters.sendFailures++;
  };

  #sweep(nowMs: number): void {
    this.#cache.sweep(nowMs);
    const overdue = this.#cache.overdue(nowMs);
    if (overdue) this.#release(overdue, 'abandoned');
  }

  #discard(kind: DiscardKind, source: DatagramSource, client?: KnownClient<D>, cause?: unknown): void {
    this.#counters.discards[kind]++;
    this.#options.onDiscard?.({ kind, source, client, cause });
  }

  #noticeIdle(): void {
    if (this.#onIdle && this.#cache.pending === 0) this.#onIdle();
  }

  #becomeIdle(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
