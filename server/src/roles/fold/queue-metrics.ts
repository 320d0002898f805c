import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@trunkline/kit';
import type { MetricRegistry } from '../../platform/metrics/index.ts';
import type { QueueDepth } from '../../modules/freeradius/index.ts';
import type { QueueFold, QueueFoldStats } from './queue-fold.ts';

/** Registers what came of the rows that FreeRADIUS wrote, and what of them still waits. */
export function addQueueMetrics(
  metrics: MetricRegistry,
  { queue, clock }: { queue: QueueFold; clock: Clock },
): void {
  const count = (name: string, help: string, pick: (stats: QueueFoldStats) => number): void =>
    metrics.counter(name, help, () => pick(queue.stats()));
  count(
    'trunkline_freeradius_fold_records_total',
    'Accounting packets of FreeRADIUS servers counted among ours.',
    (stats) => stats.records,
  );
  count(
    'trunkline_freeradius_fold_batches_total',
    'Transactions in which they came.',
    (stats) => stats.batches,
  );
  count(
    'trunkline_freeradius_fold_failures_total',
    'Batches that failed and are tried again, mostly because the database is away.',
    (stats) => stats.failures,
  );
  metrics.histogram(
    'trunkline_freeradius_fold_batch_seconds',
    'From the beginning of a batch to its commit.',
    () => [{ labels: {}, histogram: queue.batchTimes }],
  );
  const look = depthWithin(() => queue.depth());
  const gauge = (name: string, help: string, pick: (depth: QueueDepth) => number): void =>
    metrics.gauge(name, help, async () => pick(await look()));
  gauge(
    'trunkline_freeradius_waiting_records',
    'Accounting packets of FreeRADIUS servers that wait to be counted; at most 100,000 are told.',
    ({ waiting }) => waiting,
  );
  gauge(
    'trunkline_freeradius_oldest_waiting_seconds',
    'Since the oldest of them was written; 0: none waits.',
    ({ oldestAt }) => (oldestAt ? Math.max(0, clock.now() - oldestAt.getTime()) / 1_000 : 0),
  );
  gauge(
    'trunkline_freeradius_set_aside_records',
    'Packets of FreeRADIUS servers that no rule can take, most often of a NAS that nobody has entered.',
    ({ setAside }) => setAside,
  );
}

/** A database that hangs must not keep the other figures of the role from being told. */
const patienceMs = 500;

/**
 * What waits as of now, or as of the last look where the database does not answer in time. The families of one look are
 * read at the same time and share it.
 */
function depthWithin(measure: () => Promise<QueueDepth>): () => Promise<QueueDepth> {
  let known: QueueDepth = { waiting: 0, oldestAt: null, setAside: 0 };
  let looking: Promise<void> | undefined;
  return async () => {
    looking ??= measure()
      .then((depth) => void (known = depth))
      // That the database is away is told by other figures.
      .catch(() => undefined)
      .finally(() => (looking = undefined));
    await Promise.race([looking, delay(patienceMs, undefined, { ref: false })]);
    return known;
  };
}
