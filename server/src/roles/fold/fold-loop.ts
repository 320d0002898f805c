import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@trunkline/kit';
import type { Log } from '../../platform/log/index.ts';

const firstRetryMs = 100;
const maxRetryMs = 5_000;

export interface FoldLoopOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** What is folded, for the log. */
  readonly what: Readonly<Record<string, string>>;
  /** Folds one batch, or finds nothing to do. Rejects with what failed; nothing is lost then. */
  readonly step: () => Promise<'folded' | 'idle'>;
  /** Told of each failure, before the step is tried again. */
  readonly onFailure?: () => void;
  readonly idleWaitMs: () => number;
}

/** Steps until it is stopped, waits where there is nothing to do, and longer and longer where a step fails. */
export class FoldLoop {
  readonly #options: FoldLoopOptions;
  #failures = 0;
  #failuresInARow = 0;

  constructor(options: FoldLoopOptions) {
    this.#options = options;
  }

  get failures(): number {
    return this.#failures;
  }

  /** Folds until `signal` says stop; then, within `drainMs`, what is already there. */
  async run(signal: AbortSignal, drainMs: number): Promise<void> {
    while (!signal.aborted) {
      const outcome = await this.#tryStep();
      if (outcome === 'folded') continue;
      const waitMs = outcome === 'idle' ? this.#options.idleWaitMs() : this.#retryMs();
      await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    }
    const { clock } = this.#options;
    const untilMs = clock.monotonic() + drainMs;
    while (clock.monotonic() < untilMs && (await this.#tryStep()) === 'folded');
  }

  async #tryStep(): Promise<'folded' | 'idle' | 'failed'> {
    const { step, log, what, onFailure } = this.#options;
    try {
      const outcome = await step();
      if (this.#failuresInARow > 0) log.info(what, 'folding again');
      this.#failuresInARow = 0;
      return outcome;
    } catch (error) {
      this.#failures++;
      // Once per outage: the database may be away for an hour.
      if (this.#failuresInARow++ === 0) log.warn({ ...what, error }, 'the fold waits');
      onFailure?.();
      return 'failed';
    }
  }

  #retryMs(): number {
    return Math.min(maxRetryMs, firstRetryMs * 2 ** Math.min(this.#failuresInARow, 10));
  }
}
