import type { Clock, Random } from '@trunkline/kit';
import { checkMessageAuthenticator, hasValidResponseAuthenticator } from '../authenticators.ts';
import type { TimerHandle, Timers } from '../client/timers.ts';
import type { PacketBuilder } from '../packet-builder.ts';
import { decodePacket, type Packet } from '../packet.ts';
import { mayAnswer } from '../server/answering-codes.ts';
import type { SharedSecret } from '../shared-secret.ts';

/** How a request over TLS ended. */
export type RadsecResult =
  | {
      readonly kind: 'reply';
      /** Authentic; an Access-Reject is a reply too. */
      readonly packet: Packet;
      /** From the call to the reply, the connection included. */
      readonly rttMs: number;
      readonly attempts: number;
    }
  | { readonly kind: 'timeout'; readonly attempts: number }
  /** As many requests wait as may. */
  | { readonly kind: 'busy'; readonly attempts: 0 }
  /** The signal was aborted or the client closed. */
  | { readonly kind: 'cancelled'; readonly attempts: number }
  /** There is no connection, and could not be made just now. */
  | { readonly kind: 'unreachable'; readonly attempts: number; readonly cause: Error | undefined };

interface ExchangeOptions {
  readonly request: PacketBuilder;
  readonly secret: SharedSecret;
  readonly messageAuthenticator: boolean;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  /** Once; `result` is undefined when the request could not be encoded. */
  readonly onDone: (exchange: RadsecExchange, result: RadsecResult | undefined) => void;
}

/** One request over TLS on its way: transmissions, one a connection, and the reply that is the right one. */
export class RadsecExchange {
  readonly #options: ExchangeOptions;
  readonly #promise = Promise.withResolvers<RadsecResult>();
  readonly #startedMs: number;
  readonly #timer: TimerHandle;
  #authenticator: Buffer | undefined;
  #isDone = false;
  attempts = 0;
  identifier: number | undefined;
  /** When it was sent last; monotonic. */
  sentMs: number | undefined;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#startedMs = options.clock.monotonic();
    this.#timer = options.timers.start(options.timeoutMs, () =>
      this.#settle({ kind: 'timeout', attempts: this.attempts }),
    );
    options.signal?.addEventListener('abort', this.cancel);
  }

  get result(): Promise<RadsecResult> {
    return this.#promise.promise;
  }

  /** The bytes to send under this identifier; undefined when it cannot be encoded, upon which it is over. */
  encode(identifier: number): Buffer | undefined {
    const { request, secret, messageAuthenticator, random, clock } = this.#options;
    try {
      const bytes = request.encodeRequest({ identifier, secret, messageAuthenticator, random });
      this.identifier = identifier;
      this.#authenticator = bytes.subarray(4, 20);
      this.sentMs = clock.monotonic();
      this.attempts++;
      return bytes;
    } catch (error) {
      this.#end(undefined);
      this.#promise.reject(error);
      return undefined;
    }
  }

  /** False for what cannot be the answer: then nothing on this connection is to be trusted. */
  receive(bytes: Buffer): boolean {
    const { request, secret, clock } = this.#options;
    const authenticator = this.#authenticator!;
    const decoded = decodePacket(bytes);
    if (!decoded.ok) return false;
    const { packet } = decoded;
    if (!mayAnswer(packet.code, request.code)) return false;
    if (!hasValidResponseAuthenticator(packet, authenticator, secret)) return false;
    if (checkMessageAuthenticator(packet, secret, authenticator) === 'invalid') return false;
    const rttMs = clock.monotonic() - this.#startedMs;
    this.#settle({ kind: 'reply', packet, rttMs, attempts: this.attempts });
    return true;
  }

  readonly cancel = (): void => this.#settle({ kind: 'cancelled', attempts: this.attempts });

  fail(cause: Error): void {
    this.#settle({ kind: 'unreachable', attempts: this.attempts, cause });
  }

  #settle(result: RadsecResult): void {
    if (this.#isDone) return;
    this.#promise.resolve(result);
    this.#end(result);
  }

  #end(result: RadsecResult | undefined): void {
    this.#isDone = true;
    this.#options.timers.stop(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.cancel);
    this.#options.onDone(this, result);
  }
}
