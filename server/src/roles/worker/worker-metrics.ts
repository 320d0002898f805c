import type { Pool } from 'pg';
import { addDatabaseMetrics, labelled, type MetricRegistry } from '../../platform/metrics/index.ts';
import type { JobRunner } from '../../platform/jobs/index.ts';
import type { MinuteTick } from './minute-tick.ts';
import type { JobQueueWatch } from './watch-job-queue.ts';

export interface WorkerParts {
  readonly jobs: JobRunner;
  readonly queue: JobQueueWatch;
  readonly tick: MinuteTick;
  /** Orders to a NAS by what became of them. */
  readonly disconnects: Readonly<Record<string, number>>;
  readonly pool: Pool;
}

/** Registers what the worker did, and what waits for it. */
export function addWorkerMetrics(metrics: MetricRegistry, parts: WorkerParts): void {
  const { jobs, queue, tick, disconnects, pool } = parts;
  metrics.gauge(
    'trunkline_jobs_running',
    'Whether jobs are taken from the queue; 0: the database is away.',
    () => Number(jobs.stats().isRunning),
  );
  metrics.counter('trunkline_jobs_done_total', 'Jobs by how they ended; failed ones are tried again.', () => {
    const { done, failed } = jobs.stats();
    return labelled('outcome', { succeeded: done, failed });
  });
  metrics.gauge('trunkline_jobs_waiting', 'Jobs that are due and not begun.', () => queue.state()?.waiting);
  metrics.gauge(
    'trunkline_jobs_oldest_waiting_seconds',
    'Since the oldest of them was due.',
    () => queue.state()?.oldestWaitingS,
  );
  metrics.gauge(
    'trunkline_jobs_given_up',
    'Jobs tried as often as allowed, which wait for a person.',
    () => queue.state()?.failed,
  );
  metrics.counter(
    'trunkline_disconnects_total',
    'Disconnect orders by the answer of the NAS; a confirmation by accounting comes later and is not counted here.',
    () => labelled('state', disconnects),
  );
  metrics.counter('trunkline_ticks_total', 'Minutes whose due work was done.', () => tick.stats().ticks);
  metrics.counter(
    'trunkline_ticks_skipped_total',
    'Minutes left to another node, or to the one before that still ran.',
    () => tick.stats().skipped,
  );
  metrics.counter('trunkline_tick_step_failures_total', 'Failures of what is due each minute, by step.', () =>
    labelled('step', tick.stats().failures),
  );
  metrics.gauge(
    'trunkline_tick_last_timestamp_seconds',
    'When due work was last done here, since 1970 UTC.',
    () => {
      const { lastTickAt } = tick.stats();
      return lastTickAt === null ? undefined : Date.parse(lastTickAt) / 1_000;
    },
  );
  addDatabaseMetrics(metrics, pool);
}
