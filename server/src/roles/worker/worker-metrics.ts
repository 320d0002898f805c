import type { Pool } from 'pg';
import { addDatabaseMetrics, labelled, type MetricRegistry } from '../../platform/metrics/index.ts';
import type { JobRunner } from '../../platform/jobs/index.ts';
import type { MinuteTick } from './minute-tick.ts';
import type { RunningReconciler } from './start-reconciler.ts';
import type { JobQueueWatch } from './watch-job-queue.ts';

export interface WorkerParts {
  readonly jobs: JobRunner;
  readonly queue: JobQueueWatch;
  readonly tick: MinuteTick;
  /** Orders to a NAS by what became of them. */
  readonly disconnects: Readonly<Record<string, number>>;
  readonly reconciler: Pick<RunningReconciler, 'counts' | 'stats'>;
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
  addEnforcementMetrics(metrics, parts.reconciler);
  addDatabaseMetrics(metrics, pool);
}

function addEnforcementMetrics(metrics: MetricRegistry, { counts, stats }: WorkerParts['reconciler']): void {
  metrics.counter(
    'trunkline_enforcement_steps_total',
    'Tries to bring terms to a live session, by rung and by what came of them.',
    () =>
      Object.entries(counts.steps).flatMap(([rung, outcomes]) =>
        Object.entries(outcomes).map(([outcome, value]) => ({ labels: { rung, outcome }, value })),
      ),
  );
  metrics.histogram(
    'trunkline_enforcement_throttle_seconds',
    'From the packet that crossed a threshold to terms confirmed at the router, by rung.',
    () => Object.entries(counts.throttle).map(([rung, histogram]) => ({ labels: { rung }, histogram })),
  );
  metrics.counter(
    'trunkline_enforcement_evaluated_total',
    'Subscribers online about whom the policy was asked.',
    () => stats().evaluated,
  );
  metrics.gauge(
    'trunkline_enforcement_turns',
    'NAS at which terms are brought at the moment.',
    () => stats().running,
  );
  metrics.counter(
    'trunkline_enforcement_failures_total',
    'Looks and turns that failed and were tried again, as while the database is away.',
    () => stats().failures,
  );
}
