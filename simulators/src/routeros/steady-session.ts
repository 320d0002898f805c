import type { Clock } from '@trunkline/kit';
import type { Rates } from './rate-limit.ts';
import type { RouterSession, Volume } from './router-session.ts';
import type { RouterState } from './router-state.ts';

/** A session of a device that stands alone; the fleet plays its own. */
export interface SteadySessionPlan {
  readonly service?: 'pppoe' | 'hotspot' | 'ipoe';
  readonly userName: string;
  readonly callerId: string;
  readonly address: string;
  readonly sessionId: string;
  readonly addressList?: string;
  readonly rateLimit?: string;
  readonly markShares?: Readonly<Record<string, number>>;
  /** Of one host of its own unless given. */
  readonly seenTtls?: readonly number[];
  readonly connections?: number;
  /** What the subscriber would use; its queues let no more pass than they allow. */
  readonly demand: Rates;
}

/** Uses its demand evenly, all the time, as far as the queues let it. */
export class SteadySession implements RouterSession {
  readonly service: 'pppoe' | 'hotspot' | 'ipoe';
  readonly userName: string;
  readonly callerId: string;
  readonly address: string;
  readonly sessionId: string;
  readonly addressList: string | undefined;
  readonly markShares: Readonly<Record<string, number>>;
  readonly seenTtls: readonly number[];
  readonly connections: number;
  rateLimit: string | undefined;
  readonly #clock: Clock;
  readonly #state: RouterState;
  readonly #startedAtMs: number;
  #settledAtMs: number;
  #demand: Rates;
  #volume: Volume = { uploadBytes: 0n, downloadBytes: 0n };

  constructor(plan: SteadySessionPlan, { clock, state }: { clock: Clock; state: RouterState }) {
    this.service = plan.service ?? 'pppoe';
    this.userName = plan.userName;
    this.callerId = plan.callerId;
    this.address = plan.address;
    this.sessionId = plan.sessionId;
    this.addressList = plan.addressList;
    this.markShares = plan.markShares ?? {};
    this.seenTtls = plan.seenTtls ?? [64];
    this.connections = plan.connections ?? 20;
    this.rateLimit = plan.rateLimit;
    this.#demand = plan.demand;
    this.#clock = clock;
    this.#state = state;
    this.#startedAtMs = clock.monotonic();
    this.#settledAtMs = this.#startedAtMs;
  }

  get uptimeSeconds(): number {
    return (this.#clock.monotonic() - this.#startedAtMs) / 1_000;
  }

  get volume(): Volume {
    return this.#volume;
  }

  get demand(): Rates {
    return this.#demand;
  }

  /** From now on the subscriber would use so much. */
  set demand(demand: Rates) {
    this.settle();
    this.#demand = demand;
  }

  settle(): void {
    const nowMs = this.#clock.monotonic();
    const seconds = (nowMs - this.#settledAtMs) / 1_000;
    if (seconds <= 0) return;
    this.#settledAtMs = nowMs;
    const { uploadBps, downloadBps } = this.#demand;
    const demand = { upload: (uploadBps / 8) * seconds, download: (downloadBps / 8) * seconds };
    this.add(this.#state.shape(this, demand, seconds));
  }

  /** Lets so much pass at once, whatever the queues say. */
  add({ uploadBytes, downloadBytes }: Volume): void {
    this.#volume = {
      uploadBytes: this.#volume.uploadBytes + uploadBytes,
      downloadBytes: this.#volume.downloadBytes + downloadBytes,
    };
  }
}
