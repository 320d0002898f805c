import { isIP } from 'node:net';
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import { cryptoRandom, systemClock, type Clock, type Random } from '@trunkline/kit';
import { systemTimers, type Timers } from '../client/timers.ts';
import { Code } from '../code.ts';
import { PacketBuilder } from '../packet-builder.ts';
import { SharedSecret } from '../shared-secret.ts';
import { PacketFramer } from './packet-framer.ts';
import { RADSEC_SECRET } from './radsec-secret.ts';
import { RadsecExchange, type RadsecResult } from './radsec-exchange.ts';

const IDENTIFIERS = 256;
const DEFAULT_MAX_WAITING = 1_024;
const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_CONNECT_MS = 10_000;
/** After a failed connection nobody is made to wait for the next one before this, doubling to the most. */
const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 10_000;

export interface RadsecClientOptions {
  /** A name or an address. */
  readonly host: string;
  readonly port: number;
  /** The name that the server's certificate must hold; the host unless said. */
  readonly serverName?: string;
  /** PEM: who signs servers, and what we show. */
  readonly tls: { readonly authority: string; readonly certificate: string; readonly key: string };
  /** Requests that may wait for one of the 256 identifiers, or for the connection. */
  readonly maxWaiting?: number;
  readonly connectMs?: number;
  readonly clock?: Clock;
  /** Source of request authenticators; anything but the default is for simulators. */
  readonly random?: Random;
  readonly timers?: Timers;
}

export interface RadsecSendOptions {
  readonly signal?: AbortSignal;
  /** From the call to the reply, the connection included. */
  readonly timeoutMs?: number;
  /** Sign the request. Default: Access-Request and Status-Server, as servers ask of them whatever carries them. */
  readonly messageAuthenticator?: boolean;
}

/** Counts since the client was made. */
export interface RadsecClientCounters {
  requests: number;
  replies: number;
  timeouts: number;
  connections: number;
  failedConnections: number;
  /** Requests sent again because their connection had ended. */
  repeats: number;
  /** What came and was no true answer; the connection ends with it. */
  invalid: number;
}

/**
 * Sends requests of any code to one server over TLS (RFC 6614): one connection, made when it is needed and made again
 * when it ended, up to 256 requests at once on it. TCP repeats what is lost, so that nothing is sent twice on one
 * connection; what was not answered when it ended is sent on the next. A server that leaves a request without an answer and
 * says nothing else meanwhile is taken for dead, and its connection ends.
 */
export class RadsecClient {
  readonly #options: RadsecClientOptions;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #secret = new SharedSecret(RADSEC_SECRET);
  readonly #counters: RadsecClientCounters = {
    requests: 0,
    replies: 0,
    timeouts: 0,
    connections: 0,
    failedConnections: 0,
    repeats: 0,
    invalid: 0,
  };
  readonly #waiting = new Set<RadsecExchange>();
  readonly #inFlight = new Map<number, RadsecExchange>();
  #next = 0;
  #socket: TLSSocket | undefined;
  #isOpen = false;
  #isClosed = false;
  /** When the connection was last heard of, or made; monotonic. */
  #heardMs = -Infinity;
  /** It has brought an answer. */
  #wasHeard = false;
  #pauseMs = 0;
  #pausedUntilMs = -Infinity;
  #lastFailure: Error | undefined;

  constructor(options: RadsecClientOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#timers = options.timers ?? systemTimers;
  }

  /** Rejects only with a RangeError, when the request cannot be encoded; everything the network does is a result. */
  send(request: PacketBuilder, options: RadsecSendOptions = {}): Promise<RadsecResult> {
    if (this.#isClosed || options.signal?.aborted) return Promise.resolve({ kind: 'cancelled', attempts: 0 });
    const maxWaiting = this.#options.maxWaiting ?? DEFAULT_MAX_WAITING;
    if (this.#waiting.size >= maxWaiting) return Promise.resolve({ kind: 'busy', attempts: 0 });
    const needsConnection = !this.#socket;
    if (needsConnection && this.#clock.monotonic() < this.#pausedUntilMs) {
      return Promise.resolve({ kind: 'unreachable', attempts: 0, cause: this.#lastFailure });
    }
    this.#counters.requests++;
    const isUnprotected = request.code === Code.AccessRequest || request.code === Code.StatusServer;
    const exchange = new RadsecExchange({
      request,
      secret: this.#secret,
      messageAuthenticator: options.messageAuthenticator ?? isUnprotected,
      signal: options.signal,
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      clock: this.#clock,
      random: this.#options.random ?? cryptoRandom,
      timers: this.#timers,
      onDone: this.#done,
    });
    this.#waiting.add(exchange);
    if (needsConnection) this.#connect();
    else this.#sendWaiting();
    return exchange.result;
  }

  /** Asks whether the server is alive (RFC 5997). */
  askStatus(options: RadsecSendOptions = {}): Promise<RadsecResult> {
    return this.send(new PacketBuilder(Code.StatusServer), options);
  }

  /** A copy of the counters, with what is under way just now. */
  stats(): RadsecClientCounters & { readonly pending: number; readonly isConnected: boolean } {
    return {
      ...this.#counters,
      pending: this.#waiting.size + this.#inFlight.size,
      isConnected: this.#isOpen,
    };
  }

  /** Ends what is under way as `cancelled`, and the connection. */
  close(): void {
    this.#isClosed = true;
    for (const exchange of this.#all()) exchange.cancel();
    this.#socket?.destroy();
  }

  #all(): RadsecExchange[] {
    return [...this.#waiting, ...this.#inFlight.values()];
  }

  #connect(): void {
    const { host, port, serverName = host, tls, connectMs = DEFAULT_CONNECT_MS } = this.#options;
    const socket = connect({
      host,
      port,
      ca: tls.authority,
      cert: tls.certificate,
      key: tls.key,
      minVersion: 'TLSv1.2',
      // The name of an address cannot be asked for; its certificate is checked for the address all the same.
      servername: isIP(serverName) ? '' : serverName,
      checkServerIdentity: (_asked, certificate) => checkServerIdentity(serverName, certificate),
    });
    this.#socket = socket;
    const framer = new PacketFramer();
    const limit = this.#timers.start(connectMs, () =>
      socket.destroy(new Error('the server did not finish the handshake in time')),
    );
    socket.setNoDelay(true);
    socket.once('secureConnect', () => {
      this.#timers.stop(limit);
      this.#isOpen = true;
      this.#wasHeard = false;
      this.#counters.connections++;
      this.#heardMs = this.#clock.monotonic();
      this.#sendWaiting();
    });
    socket.on('data', (chunk) => this.#receive(socket, framer, chunk));
    socket.on('end', () => socket.destroy());
    let failure: Error | undefined;
    socket.on('error', (error) => (failure = error));
    socket.once('close', () => {
      this.#timers.stop(limit);
      this.#afterClose(failure);
    });
  }

  #receive(socket: TLSSocket, framer: PacketFramer, chunk: Buffer): void {
    framer.push(chunk);
    for (let bytes = framer.next(); bytes !== undefined; bytes = framer.next()) {
      const exchange = bytes === 'bad-length' ? undefined : this.#inFlight.get(bytes[1]!);
      if (bytes === 'bad-length' || (exchange && !exchange.receive(bytes))) {
        this.#counters.invalid++;
        socket.destroy();
        return;
      }
      this.#heardMs = this.#clock.monotonic();
      this.#wasHeard = true;
      this.#pauseMs = 0;
    }
  }

  /** What was in flight goes on the next connection; where there was none, everybody hears so. */
  #afterClose(failure: Error | undefined): void {
    const wasOpen = this.#isOpen;
    this.#socket = undefined;
    this.#isOpen = false;
    const unanswered = [...this.#inFlight.values()];
    this.#inFlight.clear();
    if (this.#isClosed) return;
    if (!wasOpen) return this.#failAll(failure ?? new Error('the server closed the connection'));
    this.#counters.repeats += unanswered.length;
    const later = [...this.#waiting];
    this.#waiting.clear();
    for (const exchange of [...unanswered, ...later]) this.#waiting.add(exchange);
    // One that sends us away after each handshake, as for a certificate it does not know, is not asked in a circle.
    if (!this.#wasHeard)
      this.#failAll(failure ?? new Error('the server closed the connection without an answer'));
    else if (this.#waiting.size > 0) this.#connect();
  }

  #failAll(cause: Error): void {
    this.#counters.failedConnections++;
    this.#lastFailure = cause;
    this.#pauseMs = Math.min(MAX_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.#pauseMs * 2));
    this.#pausedUntilMs = this.#clock.monotonic() + this.#pauseMs;
    for (const exchange of this.#all()) exchange.fail(cause);
  }

  #sendWaiting(): void {
    if (!this.#isOpen) return;
    for (const exchange of this.#waiting) {
      if (this.#inFlight.size >= IDENTIFIERS) return;
      while (this.#inFlight.has(this.#next)) this.#next = (this.#next + 1) % IDENTIFIERS;
      const identifier = this.#next;
      this.#next = (identifier + 1) % IDENTIFIERS;
      this.#waiting.delete(exchange);
      const bytes = exchange.encode(identifier);
      if (!bytes) continue;
      this.#inFlight.set(identifier, exchange);
      this.#socket!.write(bytes);
    }
  }

  readonly #done = (exchange: RadsecExchange, result: RadsecResult | undefined): void => {
    this.#waiting.delete(exchange);
    const { identifier } = exchange;
    if (identifier !== undefined && this.#inFlight.get(identifier) === exchange) {
      this.#inFlight.delete(identifier);
    }
    if (result?.kind === 'reply') this.#counters.replies++;
    if (result?.kind === 'timeout') this.#noticeTimeout(exchange);
    this.#sendWaiting();
  };

  #noticeTimeout({ sentMs }: RadsecExchange): void {
    this.#counters.timeouts++;
    if (sentMs !== undefined && this.#heardMs <= sentMs) this.#socket?.destroy();
  }
}
