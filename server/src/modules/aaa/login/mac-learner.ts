import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import { formatMac, type MacNumber } from './mac-address.ts';
import { writeLearnedMac } from './mac-store.ts';

/** Devices waiting for the database. Those beyond hold in this process until it restarts. */
const maxWaiting = 10_000;
const passMs = 200;
/** With the database away, asked again after this. */
const retryMs = 2_000;

export interface LearnedMac {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly mac: MacNumber;
}

/** Writes learned devices behind the logins that taught them, as often as it takes. */
export class MacLearner {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #onFault: (error: unknown) => void;
  readonly #waiting = new Map<string, LearnedMac>();
  #timer: NodeJS.Timeout | undefined;
  #pass: Promise<void> | undefined;
  #restsUntilMs = -Infinity;

  constructor(options: { database: Database; clock: Clock; onFault: (error: unknown) => void }) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#onFault = options.onFault;
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (this.#waiting.size > 0 && this.#clock.monotonic() >= this.#restsUntilMs) void this.#runPass();
    }, passMs);
  }

  /** One last try. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#runPass();
  }

  learn(learned: LearnedMac): void {
    if (this.#waiting.size < maxWaiting) this.#waiting.set(learned.subscriberId, learned);
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  #runPass(): Promise<void> {
    this.#pass ??= this.#writeAll().finally(() => (this.#pass = undefined));
    return this.#pass;
  }

  async #writeAll(): Promise<void> {
    for (const [subscriberId, { tenantId, mac }] of this.#waiting) {
      try {
        // Somebody else may have bound a device since; then theirs holds and comes back by the feed.
        await this.#database.acrossTenants((tx) =>
          writeLearnedMac(tx, { tenantId, subscriberId, mac: formatMac(mac) }),
        );
      } catch (error) {
        this.#onFault(error);
        this.#restsUntilMs = this.#clock.monotonic() + retryMs;
        return;
      }
      this.#waiting.delete(subscriberId);
    }
  }
}
