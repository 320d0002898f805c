import { BoundedQueue } from '@trunkline/kit';
import { ConnectInfo, RadiusClient, type RadiusEndpoint, type Retransmission } from '@trunkline/radius';
import { storyLength, storyPacket } from './accounting-story.ts';
import { LatencyRecord } from './latency-record.ts';
import { sendSteadily } from './steady-rate.ts';

/** As a NAS does, and in the end for ever: what was never acknowledged has proved nothing. */
const patient: Retransmission = {
  initialMs: 400,
  maxWaitMs: 2_000,
  maxAttempts: 1_000_000,
  maxTotalMs: 24 * 3_600_000,
};
/** Sessions told at the same time, in turn. */
const openSessions = 400;
/** Packets without an answer; beyond them nothing new is sent. */
const maxOutstanding = 2_000;
/** Of one attribute, in bytes. */
const maxText = 250;

interface Telling {
  readonly session: number;
  step: number;
}

export interface SenderOptions {
  readonly endpoint: RadiusEndpoint;
  readonly usernames: readonly string[];
  readonly perSecond: number;
  /** Makes each packet so much larger. */
  readonly paddingBytes?: number;
  /** The router that sends. */
  readonly localAddress?: string;
}

/**
 * Sends accounting over real UDP at a steady rate, retransmits what is not acknowledged, and tells a
 * session's next packet only when the one before was acknowledged.
 */
export class AccountingSender {
  readonly #options: SenderOptions;
  readonly #client: RadiusClient;
  readonly #waiting = new BoundedQueue<Telling>(openSessions + maxOutstanding);
  /** From the first transmission to the acknowledgement. */
  readonly latency = new LatencyRecord();
  readonly #stopping = new AbortController();
  #sending: Promise<void> | undefined;
  #failure: unknown;
  #outstanding = 0;
  /** Sessions begun; they have the numbers from 0. */
  sessions = 0;
  acknowledged = 0;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#client = new RadiusClient({ localAddress: options.localAddress ?? '127.0.0.1' });
  }

  /** After `finish`: what was told to its end. */
  get told(): { sessions: number; usernames: readonly string[] } {
    return { sessions: this.sessions, usernames: this.#options.usernames };
  }

  get outstanding(): number {
    return this.#outstanding;
  }

  get retransmissions(): number {
    return this.#client.stats().retransmissions;
  }

  start(): void {
    this.#sending = this.#send();
  }

  /** Begins no new session and resolves when every story begun is acknowledged to its end. */
  async finish(): Promise<void> {
    this.#stopping.abort();
    await this.#sending;
    if (this.#failure) throw this.#failure;
  }

  /** Ends at once, whatever is under way. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#client.close();
    await this.#sending;
  }

  #send(): Promise<void> {
    const { signal } = this.#stopping;
    const isTold = (): boolean => signal.aborted && this.#outstanding === 0 && this.#waiting.length === 0;
    return sendSteadily(this.#options.perSecond, {
      isWanted: () => this.#failure === undefined && !isTold(),
      send: () => {
        if (this.#outstanding >= maxOutstanding) return false;
        const telling = this.#next(signal.aborted);
        if (telling) void this.#tell(telling);
        return telling !== undefined;
      },
    });
  }

  #next(isFinishing: boolean): Telling | undefined {
    if (isFinishing || this.#waiting.length >= openSessions) return this.#waiting.shift();
    return { session: this.sessions++, step: 0 };
  }

  async #tell(telling: Telling): Promise<void> {
    const { endpoint, usernames, paddingBytes = 0 } = this.#options;
    this.#outstanding++;
    try {
      const packet = storyPacket(telling.session, telling.step, usernames);
      for (let left = paddingBytes; left > 0; left -= maxText) packet.add(ConnectInfo, 'x'.repeat(maxText));
      const result = await this.#client.send(packet, endpoint, { retransmission: patient });
      if (result.kind !== 'reply') throw new Error(`a packet ended as ${result.kind}`);
      this.acknowledged++;
      this.latency.record(result.rttMs);
      telling.step++;
      if (telling.step < storyLength(telling.session)) this.#waiting.push(telling);
    } catch (error) {
      this.#failure ??= error;
    } finally {
      this.#outstanding--;
    }
  }
}
