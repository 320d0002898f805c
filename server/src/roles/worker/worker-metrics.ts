import type { Pool } from 'pg';
import { addDatabaseMetrics, labelled, type MetricRegistry } from '../../platform/metrics/index.ts';
import type { JobRunner } from '../../platform/jobs/index.ts';
import type { RouterPool } from '../../modules/routers/index.ts';
import { addFreeradiusMetrics } from './freeradius-metrics.ts';
import type { MinuteTick } from './minute-tick.ts';
import type { RunningFreeradiusSync } from './start-freeradius-sync.ts';
import type { RunningQuotaSync } from './start-quota-sync.ts';
import type { RunningReconciler } from './start-reconciler.ts';
import type { JobQueueWatch } from './watch-job-queue.ts';

export interface WorkerParts {
  readonly jobs: JobRunner;
  readonly queue: JobQueueWatch;
  readonly tick: MinuteTick;
  /** Orders to a NAS by what became of them. */
  readonly disconnects: Readonly<Record<string, number>>;
  readonly reconciler: Pick<RunningReconciler, 'counts' | 'stats'>;
  readonly quotaSync: RunningQuotaSync;
  readonly freeradiusSync: RunningFreeradiusSync;
  readonly routers: RouterPool;
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
  addRouterMetrics(metrics, parts);
  addFreeradiusMetrics(metrics, parts.freeradiusSync);
  addDatabaseMetrics(metrics, pool);
}

function addRouterMetrics(metrics: MetricRegistry, { quotaSync, routers }: WorkerParts): void {
  metrics.gauge(
    'trunkline_router_connections',
    'Connections to the APIs of routers that are open.',
    () => routers.stats().open,
  );
  metrics.gauge(
    'trunkline_router_work_waiting',
    'Work that waits for its turn at a router.',
    () => routers.stats().waiting,
  );
  metrics.counter(
    'trunkline_router_passes_total',
    'Looks at the counters of a router by how they ended; each router has one every 30 s.',
    () => {
      const { passes, failedPasses } = quotaSync.stats();
      return labelled('outcome', { succeeded: passes, failed: failedPasses });
    },
  );
  metrics.gauge(
    'trunkline_router_sessions_matched',
    'Sessions of which routers told the counters at their last look.',
    () => quotaSync.stats().matched,
  );
  metrics.counter(
    'trunkline_router_samples_total',
    'Counters of routers that were written, at an alarm or for want of RADIUS.',
    () => quotaSync.stats().samples,
  );
  metrics.counter(
    'trunkline_router_sessions_closed_total',
    'Sessions closed because their router no longer has them.',
    () => quotaSync.stats().closed,
  );
  metrics.counter(
    'trunkline_router_zone_changes_total',
    'Commands that brought the zones of routers to what is wanted.',
    () => quotaSync.stats().zoneChanges,
  );
  metrics.counter(
    'trunkline_router_walled_garden_changes_total',
    'Commands that brought the walled garden of hotspots to what is wanted.',
    () => quotaSync.stats().gardenChanges,
  );
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
