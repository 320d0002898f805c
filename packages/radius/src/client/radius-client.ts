import { cryptoRandom, systemClock, type Clock, type Random } from '@trunkline/kit';
import { Code } from '../code.ts';
import { formatIpv6, parseIpv6 } from '../dictionary/ip-address.ts';
import { PacketBuilder } from '../packet-builder.ts';
import { openUdpSocket, type UdpSocket, type UdpSocketOptions } from '../server/udp-socket.ts';
import { newClientCounters, type ClientCounters } from './client-counters.ts';
import { Exchange, type ExchangeContext, type ExchangeResult, type RadiusEndpoint } from './exchange.ts';
import { RequestSocket } from './request-socket.ts';
import { RFC_5080_RETRANSMISSION, type Retransmission } from './retransmission.ts';
import { systemTimers, type Timers } from './timers.ts';

/** 64 sockets are 16,384 requests at once. */
const DEFAULT_MAX_SOCKETS = 64;
const DEFAULT_RECEIVE_BUFFER_BYTES = 1024 * 1024;

export interface RadiusClientOptions {
  /** Local address to send from; decides the family. Default `0.0.0.0`. */
  readonly localAddress?: string;
  /** Source ports it may open, 256 requests at once each. */
  readonly maxSockets?: number;
  readonly receiveBufferBytes?: number;
  readonly clock?: Clock;
  /** Source of request authenticators and jitter; anything but the default is for simulators. */
  readonly random?: Random;
  readonly timers?: Timers;
  readonly openSocket?: (options: UdpSocketOptions) => UdpSocket;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** Default: as RFC 5080 §2.2.1 gives for Access-Request. */
  readonly retransmission?: Retransmission;
  /** Sign the request. Default: for Access-Request and Status-Server, which nothing else protects. */
  readonly messageAuthenticator?: boolean;
  /** Ignore replies without Message-Authenticator. Default: for the same two (CVE-2024-3596). */
  readonly requiresMessageAuthenticator?: boolean;
}

/**
 * Sends requests and waits for authentic replies, to any number of servers or NAS of one address family.
 * Sockets open when needed and stay until `close`. Nothing that is not the true reply ends a wait.
 *
 *     const result = await client.send(new PacketBuilder(Code.DisconnectRequest).add(UserName, 'alice'), nas);
 *     if (result.kind === 'reply' && result.packet.code === Code.DisconnectAck) ...
 */
export class RadiusClient {
  readonly #options: RadiusClientOptions;
  readonly #context: ExchangeContext;
  readonly #counters = newClientCounters();
  readonly #sockets: RequestSocket[] = [];
  readonly #exchanges = new Set<Exchange>();
  #isClosed = false;

  constructor(options: RadiusClientOptions = {}) {
    this.#options = options;
    this.#context = {
      clock: options.clock ?? systemClock,
      random: options.random ?? cryptoRandom,
      timers: options.timers ?? systemTimers,
      counters: this.#counters,
      findSocket: () => this.#findSocket(),
      onSent: (error) => {
        if (error) this.#counters.sendFailures++;
      },
    };
  }

  /**
   * Sends a request of any code. A retransmission repeats the same bytes, so that the other side knows it for
   * a duplicate. Rejects with a RangeError when the request cannot be encoded and with the system's error when
   * no socket can be had; everything the network does is a result.
   */
  send(request: PacketBuilder, endpoint: RadiusEndpoint, options: SendOptions = {}): Promise<ExchangeResult> {
    const isUnprotected = request.code === Code.AccessRequest || request.code === Code.StatusServer;
    return this.#run(endpoint, options, { build: () => request, isRebuilt: false, isUnprotected });
  }

  /**
   * Sends an Accounting-Request that tells how long it has been tried: each retransmission is built anew with
   * its Acct-Delay-Time in seconds, hence has an identifier of its own (RFC 2866 §5.2). The reply to any of
   * them counts.
   */
  sendDelayed(
    build: (delaySeconds: number) => PacketBuilder,
    endpoint: RadiusEndpoint,
    options: SendOptions = {},
  ): Promise<ExchangeResult> {
    return this.#run(endpoint, options, { build, isRebuilt: true, isUnprotected: false });
  }

  /** Asks whether a server is alive (RFC 5997). */
  askStatus(endpoint: RadiusEndpoint, options: SendOptions = {}): Promise<ExchangeResult> {
    return this.send(new PacketBuilder(Code.StatusServer), endpoint, options);
  }

  /** A copy of the counters, with the requests under way and the sockets open just now. */
  stats(): ClientCounters & { readonly pending: number; readonly sockets: number } {
    return {
      ...this.#counters,
      ignored: { ...this.#counters.ignored },
      pending: this.#exchanges.size,
      sockets: this.#sockets.length,
    };
  }

  /** Ends what is under way as `cancelled` and closes the sockets. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const exchange of this.#exchanges) exchange.cancel();
    await Promise.all(this.#sockets.splice(0).map((socket) => socket.close()));
  }

  async #run(
    endpoint: RadiusEndpoint,
    options: SendOptions,
    request: { build: (delaySeconds: number) => PacketBuilder; isRebuilt: boolean; isUnprotected: boolean },
  ): Promise<ExchangeResult> {
    if (this.#isClosed) return { kind: 'cancelled', attempts: 0 };
    const exchange = new Exchange(this.#context, {
      endpoint: { ...endpoint, address: asReported(endpoint.address) },
      build: request.build,
      isRebuilt: request.isRebuilt,
      messageAuthenticator: options.messageAuthenticator ?? request.isUnprotected,
      requiresMessageAuthenticator: options.requiresMessageAuthenticator ?? request.isUnprotected,
      retransmission: options.retransmission ?? RFC_5080_RETRANSMISSION,
      signal: options.signal,
    });
    this.#exchanges.add(exchange);
    try {
      return await exchange.run();
    } finally {
      this.#exchanges.delete(exchange);
    }
  }

  #findSocket(): RequestSocket | undefined {
    const withRoom = this.#sockets.find((socket) => socket.free > 0);
    if (withRoom || this.#sockets.length >= (this.#options.maxSockets ?? DEFAULT_MAX_SOCKETS))
      return withRoom;
    const open = this.#options.openSocket ?? openUdpSocket;
    const socket = new RequestSocket(
      (onDatagram) =>
        open({
          local: { address: this.#options.localAddress ?? '0.0.0.0', port: 0 },
          receiveBufferBytes: this.#options.receiveBufferBytes ?? DEFAULT_RECEIVE_BUFFER_BYTES,
          onDatagram,
          onError: () => this.#counters.socketErrors++,
        }),
      () => this.#counters.ignored.stray++,
    );
    this.#sockets.push(socket);
    // Those who wait on the socket get its error; what is left to do is not to use it again.
    socket.whenBound().catch(() => this.#forgetSocket(socket));
    return socket;
  }

  #forgetSocket(socket: RequestSocket): void {
    const place = this.#sockets.indexOf(socket);
    if (place >= 0) this.#sockets.splice(place, 1);
  }
}

/** An address in the form the system reports sources in, for comparing. */
function asReported(address: string): string {
  return address.includes(':') && !address.includes('%') ? formatIpv6(parseIpv6(address), 0) : address;
}
