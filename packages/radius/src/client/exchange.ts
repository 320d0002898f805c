import type { RemoteInfo } from 'node:dgram';
import type { Clock, Random } from '@trunkline/kit';
import { checkMessageAuthenticator, hasValidResponseAuthenticator } from '../authenticators.ts';
import type { PacketBuilder } from '../packet-builder.ts';
import { decodePacket, type Packet } from '../packet.ts';
import { mayAnswer } from '../server/answering-codes.ts';
import type { SharedSecret } from '../shared-secret.ts';
import type { ClientCounters, IgnoredKind } from './client-counters.ts';
import type { ReplyReceiver, RequestSocket } from './request-socket.ts';
import { nextWaitMs, type Retransmission } from './retransmission.ts';
import type { TimerHandle, Timers } from './timers.ts';

/** Whom to ask. */
export interface RadiusEndpoint {
  /** An IP address. */
  readonly address: string;
  readonly port: number;
  readonly secret: SharedSecret;
}

/** How a request ended. */
export type ExchangeResult =
  | {
      readonly kind: 'reply';
      /** Authentic; an Access-Reject or a NAK is a reply too. */
      readonly packet: Packet;
      /** From the first transmission to the reply. */
      readonly rttMs: number;
      readonly attempts: number;
    }
  | { readonly kind: 'timeout'; readonly attempts: number }
  /** Nothing was sent: every identifier of every socket the client may open is in use. */
  | { readonly kind: 'busy'; readonly attempts: 0 }
  /** The signal was aborted or the client closed. */
  | { readonly kind: 'cancelled'; readonly attempts: number };

export interface ExchangeRequest {
  readonly endpoint: RadiusEndpoint;
  /** The request as it reads after this many seconds of trying. */
  readonly build: (delaySeconds: number) => PacketBuilder;
  /** True when a retransmission is built anew and needs a new identifier; false repeats the same bytes. */
  readonly isRebuilt: boolean;
  readonly messageAuthenticator: boolean;
  readonly requiresMessageAuthenticator: boolean;
  readonly retransmission: Retransmission;
  readonly signal: AbortSignal | undefined;
}

/** What an exchange needs of the client it belongs to. */
export interface ExchangeContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly counters: ClientCounters;
  /** A socket with a free identifier, or undefined. */
  readonly findSocket: () => RequestSocket | undefined;
  readonly onSent: (error: Error | null) => void;
}

/** Bytes that were sent under an identifier, and what verifies the reply to them. */
interface Transmission {
  readonly socket: RequestSocket;
  readonly identifier: number;
  readonly bytes: Buffer;
  readonly authenticator: Buffer;
}

/** One request on its way: transmissions, waits, and the reply that is the right one. */
export class Exchange implements ReplyReceiver {
  readonly #context: ExchangeContext;
  readonly #request: ExchangeRequest;
  readonly #transmissions: Transmission[] = [];
  readonly #promise = Promise.withResolvers<ExchangeResult>();
  #startedMs = 0;
  #attempts = 0;
  #waitMs: number | undefined;
  /** Undefined while no wait is running. */
  #timer: TimerHandle;
  #code = 0;

  constructor(context: ExchangeContext, request: ExchangeRequest) {
    this.#context = context;
    this.#request = request;
  }

  /** Rejects only where the request cannot be encoded or the machine refuses a socket. */
  run(): Promise<ExchangeResult> {
    const { signal } = this.#request;
    if (signal?.aborted) return Promise.resolve({ kind: 'cancelled', attempts: 0 });
    signal?.addEventListener('abort', this.cancel);
    this.#context.counters.requests++;
    this.#startedMs = this.#context.clock.monotonic();
    this.#transmit();
    return this.#promise.promise;
  }

  readonly cancel = (): void => {
    this.#settle({ kind: 'cancelled', attempts: this.#attempts });
  };

  fail(error: Error): void {
    this.#release();
    this.#promise.reject(error);
  }

  receive(datagram: Buffer, source: RemoteInfo): void {
    const packet = this.#accept(datagram, source);
    if (typeof packet === 'string') {
      this.#context.counters.ignored[packet]++;
      return;
    }
    this.#context.counters.replies++;
    const rttMs = this.#context.clock.monotonic() - this.#startedMs;
    this.#settle({ kind: 'reply', packet, rttMs, attempts: this.#attempts });
  }

  /** The packet when it answers this request, else why it is ignored; a forger must not end the wait. */
  #accept(datagram: Buffer, source: RemoteInfo): Packet | IgnoredKind {
    const { address, port, secret } = this.#request.endpoint;
    if (source.port !== port || source.address !== address) return 'wrong-source';
    const decoded = decodePacket(datagram);
    if (!decoded.ok) return 'malformed';
    const { packet } = decoded;
    if (!mayAnswer(packet.code, this.#code)) return 'unexpected-code';
    const answered = this.#transmissions.find(
      ({ identifier, authenticator }) =>
        identifier === packet.identifier && hasValidResponseAuthenticator(packet, authenticator, secret),
    );
    if (!answered) return 'wrong-authenticator';
    const state = checkMessageAuthenticator(packet, secret, answered.authenticator);
    if (state === 'invalid') return 'wrong-message-authenticator';
    if (state === 'absent' && this.#request.requiresMessageAuthenticator)
      return 'missing-message-authenticator';
    return packet;
  }

  readonly #onDue = (): void => {
    const { maxAttempts, maxTotalMs } = this.#request.retransmission;
    const elapsedMs = this.#context.clock.monotonic() - this.#startedMs;
    if (this.#attempts >= maxAttempts || elapsedMs >= maxTotalMs) {
      this.#context.counters.timeouts++;
      this.#settle({ kind: 'timeout', attempts: this.#attempts });
    } else {
      this.#context.counters.retransmissions++;
      this.#transmit();
    }
  };

  #transmit(): void {
    let transmission: Transmission | undefined;
    try {
      transmission = this.#transmission();
    } catch (error) {
      return this.fail(error as Error);
    }
    if (!transmission) return this.#settle({ kind: 'busy', attempts: 0 });
    const { endpoint, retransmission } = this.#request;
    this.#attempts++;
    transmission.socket.send(transmission.bytes, endpoint.port, endpoint.address, this.#context.onSent);
    this.#waitMs = nextWaitMs(retransmission, this.#waitMs, this.#context.random);
    const leftMs = this.#startedMs + retransmission.maxTotalMs - this.#context.clock.monotonic();
    this.#timer = this.#context.timers.start(Math.max(0, Math.min(this.#waitMs, leftMs)), this.#onDue);
  }

  /** The bytes to send now: the last ones again, or a new request; undefined when there is no identifier for it. */
  #transmission(): Transmission | undefined {
    const last = this.#transmissions.at(-1);
    if (last && !this.#request.isRebuilt) return last;
    const socket = this.#context.findSocket();
    // Without room for a new identifier the last request is still a true one, only its delay reads too short.
    if (!socket) return last;
    const { build, endpoint, messageAuthenticator } = this.#request;
    const delayMs = this.#context.clock.monotonic() - this.#startedMs;
    const builder = build(Math.floor(delayMs / 1000));
    const identifier = socket.claim(this);
    let bytes: Buffer;
    try {
      const { random } = this.#context;
      bytes = builder.encodeRequest({ identifier, secret: endpoint.secret, messageAuthenticator, random });
    } catch (error) {
      socket.release(identifier);
      throw error;
    }
    this.#code = builder.code;
    const transmission = { socket, identifier, bytes, authenticator: bytes.subarray(4, 20) };
    this.#transmissions.push(transmission);
    return transmission;
  }

  #settle(result: ExchangeResult): void {
    this.#release();
    this.#promise.resolve(result);
  }

  #release(): void {
    if (this.#timer !== undefined) this.#context.timers.stop(this.#timer);
    this.#timer = undefined;
    this.#request.signal?.removeEventListener('abort', this.cancel);
    for (const { socket, identifier } of this.#transmissions) socket.release(identifier);
    this.#transmissions.length = 0;
  }
}
