import { BoundedQueue } from '@trunkline/kit';
import { RouterUnavailable } from './router-failure.ts';

interface Waiting {
  begin: () => void;
  refuse: (error: unknown) => void;
}

/** So many at once, so many that wait in their order; more are refused. */
export class TurnQueue {
  readonly #maxRunning: number;
  readonly #waiting: BoundedQueue<Waiting>;
  #running = 0;

  constructor({ maxRunning, maxWaiting }: { maxRunning: number; maxWaiting: number }) {
    this.#maxRunning = maxRunning;
    this.#waiting = new BoundedQueue(maxWaiting);
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Rejects with RouterUnavailable when there is no place to wait, and with the signal's reason while it waits. */
  async take<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    if (this.#running >= this.#maxRunning) await this.#turn(signal);
    else this.#running++;
    try {
      return await work();
    } finally {
      this.#pass();
    }
  }

  close(error: Error): void {
    for (const { refuse } of this.#waiting.take(this.#waiting.length)) refuse(error);
  }

  /** Hands the turn on; one that has given up meanwhile hands it on at once. */
  #pass(): void {
    const next = this.#waiting.shift();
    if (next) next.begin();
    else this.#running--;
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      let hasGivenUp = false;
      const abort = (): void => {
        hasGivenUp = true;
        reject(signal!.reason as Error);
      };
      const settle = (then: () => void): void => {
        signal?.removeEventListener('abort', abort);
        then();
      };
      const entry: Waiting = {
        begin: () => settle(() => (hasGivenUp ? this.#pass() : resolve())),
        refuse: (error) => settle(() => reject(error)),
      };
      if (signal?.aborted) return abort();
      if (!this.#waiting.push(entry)) {
        return reject(new RouterUnavailable('busy', 'too much waits for this router'));
      }
      signal?.addEventListener('abort', abort, { once: true });
    });
  }
}
