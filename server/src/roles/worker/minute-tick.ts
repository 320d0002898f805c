import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import type { Log } from '../../platform/log/index.ts';

/** How often the clock is looked at; a clock that jumps is followed within this. */
const lookEveryMs = 1_000;
const minuteMs = 60_000;
/** Any number, the same in every worker: of several machines one ticks at a time. */
const tickLock = 727_002;

/** Something that is due by the clock. It selects what is due at `nowMs` and is idempotent by that. */
export interface TickStep {
  name: string;
  /** Every so many minutes; 1 is each tick. */
  everyMinutes: number;
  run(nowMs: number): Promise<void>;
}

export interface MinuteTickOptions {
  database: Database;
  clock: Clock;
  log: Log;
  steps: readonly TickStep[];
}

export interface TickStats {
  ticks: number;
  /** Ticks left to another machine, or to the one before that was still at work. */
  skipped: number;
  failures: Record<string, number>;
  lastTickAt: string | null;
}

/**
 * Does what is due, once a minute by the given clock. A step that fails is logged and does not keep the
 * others from running; the next minute tries it again.
 */
export class MinuteTick {
  readonly #options: MinuteTickOptions;
  readonly #stats: TickStats = { ticks: 0, skipped: 0, failures: {}, lastTickAt: null };
  #lastMinute: number | undefined;

  constructor(options: MinuteTickOptions) {
    this.#options = options;
  }

  stats(): TickStats {
    return { ...this.#stats, failures: { ...this.#stats.failures } };
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const minute = Math.floor(this.#options.clock.now() / minuteMs);
      if (minute !== this.#lastMinute) await this.#tryTick(minute);
      await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One tick now, unless another one is at work somewhere. Answers whether it ran. */
  async tick(nowMs: number): Promise<boolean> {
    const client = await this.#options.database.pool.connect();
    let failure: Error | undefined;
    try {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
        tickLock,
      ]);
      if (!rows[0]!.mine) {
        this.#stats.skipped++;
        return false;
      }
      await this.#runSteps(nowMs);
      await client.query('select pg_advisory_unlock($1)', [tickLock]);
      return true;
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      // The lock lives as long as its connection: after a failure that is closed, not kept in the pool.
      client.release(failure);
    }
  }

  async #tryTick(minute: number): Promise<void> {
    try {
      await this.tick(minute * minuteMs);
      this.#lastMinute = minute;
    } catch (error) {
      this.#options.log.debug({ error }, 'the minute tick waits for the database');
    }
  }

  async #runSteps(nowMs: number): Promise<void> {
    const { clock, log, steps } = this.#options;
    const minute = Math.floor(nowMs / minuteMs);
    for (const step of steps) {
      if (minute % step.everyMinutes !== 0) continue;
      try {
        await step.run(nowMs);
      } catch (error) {
        this.#stats.failures[step.name] = (this.#stats.failures[step.name] ?? 0) + 1;
        log.error({ error, step: step.name }, 'a step of the minute tick failed');
      }
    }
    this.#stats.ticks++;
    this.#stats.lastTickAt = new Date(clock.now()).toISOString();
  }
}
