import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger, Runner, RunnerOptions, TaskList } from 'graphile-worker';
import { Pool, type QueryConfig } from 'pg';
import type { Log } from '../log/index.ts';
import type { TaskName, TaskPayloads } from './enqueue-job.ts';

export type Tasks = { [Name in TaskName]: (payload: TaskPayloads[Name]) => Promise<void> };

export interface JobRunnerOptions {
  /** The URL of the worker's database role, to whom the queue belongs. */
  url: string;
  /** Those that this program runs; a job without its task waits for another program. */
  tasks: Partial<Tasks>;
  log: Log;
  /** Jobs at once. */
  concurrency: number;
}

export interface JobRunner {
  /** Takes no more jobs and waits for those under way. */
  stop(): Promise<void>;
  stats(): { isRunning: boolean; done: number; failed: number };
}

const beatEveryMs = 5_000;
/**
 * Silent for so long is dead: with a beat and a look every five seconds its jobs go on elsewhere within 30.
 * One that was only slow runs its job a second time, against which every task is idempotent.
 */
const deadAfterSeconds = 20;
const queryTimeoutMs = 10_000;
const connectTimeoutMs = 2_000;
const pollIntervalMs = 1_000;
const firstRetryMs = 500;
const maxRetryMs = 5_000;
/** graphile-worker gives a task so long after `stop` before it lets go of it. */
const gracefulStopMs = 6_000;

/** Runs the jobs of the queue until stopped, through any outage of the database. */
export function startJobRunner(options: JobRunnerOptions): JobRunner {
  return new QueueRunner(options);
}

class QueueRunner implements JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #stopping = new AbortController();
  readonly #workerIds = new Set<string>();
  readonly #ended: Promise<unknown>;
  #runner: Runner | undefined;
  #done = 0;
  #failed = 0;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#ended = this.#keepRunning();
  }

  stats(): { isRunning: boolean; done: number; failed: number } {
    return { isRunning: this.#runner !== undefined, done: this.#done, failed: this.#failed };
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#runner?.stop();
    await this.#ended;
  }

  async #keepRunning(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await this.#runOnce();
        failures = 0;
      } catch (error) {
        if (failures === 0) this.#options.log.warn({ error }, 'jobs wait for the database');
      }
      await pause(Math.min(maxRetryMs, firstRetryMs * 2 ** Math.min(failures, 8)), signal);
    }
  }

  /** From a connection to its loss, or to the stop. */
  async #runOnce(): Promise<void> {
    const pool = new Pool({
      connectionString: this.#options.url,
      application_name: 'trunkline-jobs',
      max: this.#options.concurrency + 2,
      connectionTimeoutMillis: connectTimeoutMs,
    });
    // Idle connections tell the pool, busy ones only themselves; either way the next query finds out.
    const notice = (error: Error): void => this.#options.log.debug({ error }, 'a database connection broke');
    pool.on('error', notice);
    pool.on('connect', (client) => client.on('error', notice));
    const over = new AbortController();
    try {
      await pool.query('select 1');
      // Loaded here, because roles that only enqueue jobs come by this file too and need not carry it.
      const { Logger, run } = await import('graphile-worker');
      const runner = await run(this.#settings(pool, toLogger(Logger, this.#options.log)));
      this.#watch(runner);
      const beating = this.#beat(pool, over.signal);
      // The stop may have come while the runner was starting.
      if (this.#stopping.signal.aborted) await runner.stop();
      await runner.promise.finally(() => over.abort());
      await beating;
    } finally {
      over.abort();
      this.#runner = undefined;
      this.#workerIds.clear();
      await pool.end();
    }
  }

  #settings(pool: Pool, logger: Logger): RunnerOptions {
    return {
      pgPool: pool,
      concurrency: this.#options.concurrency,
      pollInterval: pollIntervalMs,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: gracefulStopMs,
      taskList: this.#options.tasks as unknown as TaskList,
      logger,
      parsedCronItems: [],
    };
  }

  #watch(runner: Runner): void {
    this.#runner = runner;
    runner.events.on('job:success', () => this.#done++);
    runner.events.on('job:error', () => this.#failed++);
    runner.events.on('worker:getJob:start', ({ worker }) => this.#workerIds.add(worker.workerId));
  }

  /** Says that these workers live, and frees the jobs of those who no longer say so. */
  async #beat(pool: Pool, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await pool.query({
          text: beatSql,
          values: [[...this.#workerIds]],
          query_timeout: queryTimeoutMs,
        } as QueryConfig);
        await pool.query({
          text: freeSql,
          values: [deadAfterSeconds],
          query_timeout: queryTimeoutMs,
        } as QueryConfig);
      } catch (error) {
        this.#options.log.debug({ error }, 'the sign of life could not be written');
      }
      await pause(beatEveryMs, signal);
    }
  }
}

const beatSql = `insert into jobs.worker_beat (worker_id) select unnest($1::text[])
  on conflict (worker_id) do update set beat_at = clock_timestamp()`;

/** A worker that took its first job a moment ago has not beaten yet, hence the age of the lock. */
const freeSql = `with gone as (
    delete from jobs.worker_beat where beat_at < clock_timestamp() - make_interval(secs => $1)
  ), dead as (
    select distinct j.locked_by from graphile_worker.jobs j
    where j.locked_at < clock_timestamp() - make_interval(secs => $1)
      and not exists (
        select from jobs.worker_beat b where b.worker_id = j.locked_by
          and b.beat_at >= clock_timestamp() - make_interval(secs => $1))
  )
  select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`;

function toLogger(LoggerClass: typeof Logger, log: Log): Logger {
  return new LoggerClass(() => (level, message, meta) => {
    const isTrouble = level === 'error' || level === 'warning';
    if (isTrouble) log.warn({ ...meta }, message);
    else log.debug(message);
  });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
