import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Clock } from '@trunkline/kit';
import { addDatabaseMetrics, type MetricRegistry, type Sample } from '../../platform/metrics/index.ts';
import type { JournalFold, JournalFoldStats } from './journal-fold.ts';
import { measureDepth, type JournalDepth } from './measure-depth.ts';
import { addQueueMetrics } from './queue-metrics.ts';
import type { QueueFold } from './queue-fold.ts';

interface NamedFold {
  readonly name: string;
  readonly fold: JournalFold;
}

export interface FoldParts {
  readonly folds: () => readonly NamedFold[];
  readonly queue: QueueFold;
  readonly journalDirectory: string;
  readonly clock: Clock;
  readonly pool: Pool;
}

/** Registers, for each journal under the fold's care, what came of it and what still waits in it. */
export function addFoldMetrics(metrics: MetricRegistry, parts: FoldParts): void {
  const each = (pick: (stats: JournalFoldStats) => number) => (): Sample[] =>
    parts.folds().map(({ name, fold }) => ({ labels: { journal: name }, value: pick(fold.stats()) }));
  metrics.counter(
    'trunkline_fold_records_total',
    'Accounting packets brought into the database.',
    each((stats) => stats.records),
  );
  metrics.counter(
    'trunkline_fold_batches_total',
    'Transactions in which they came.',
    each((stats) => stats.batches),
  );
  metrics.counter(
    'trunkline_fold_set_aside_records_total',
    'Packets that no rule or column could take; they lie in the folder of the journal.',
    each((stats) => stats.setAside),
  );
  metrics.counter(
    'trunkline_fold_damaged_bytes_total',
    'Bytes of the journal that the disk has lost between sound records.',
    each((stats) => stats.damagedBytes),
  );
  metrics.counter(
    'trunkline_fold_torn_bytes_total',
    'Bytes at the end of a journal file that were never acknowledged.',
    each((stats) => stats.tornBytes),
  );
  metrics.counter(
    'trunkline_fold_failures_total',
    'Batches that failed and are tried again, mostly because the database is away.',
    each((stats) => stats.failures),
  );
  metrics.histogram('trunkline_fold_batch_seconds', 'From the beginning of a batch to its commit.', () =>
    parts.folds().map(({ name, fold }) => ({ labels: { journal: name }, histogram: fold.batchTimes })),
  );
  addDepthMetrics(metrics, parts);
  addQueueMetrics(metrics, parts);
  addDatabaseMetrics(metrics, parts.pool);
}

function addDepthMetrics(metrics: MetricRegistry, { folds, journalDirectory, clock }: FoldParts): void {
  let measuring: Promise<{ name: string; depth: JournalDepth }[]> | undefined;
  // The three families of one look are read at the same time and share it.
  const measure = (): Promise<{ name: string; depth: JournalDepth }[]> => {
    measuring ??= measureAll().finally(() => (measuring = undefined));
    return measuring;
  };
  const measureAll = async (): Promise<{ name: string; depth: JournalDepth }[]> => {
    const measured = folds().map(async ({ name, fold }) => {
      const position = fold.lastPosition;
      // Until the database has said where the fold stands, nothing can be told.
      if (position === null) return [];
      const depth = await measureDepth({ folder: join(journalDirectory, name), clock }, position);
      return [{ name, depth }];
    });
    return (await Promise.all(measured)).flat();
  };
  const each = (pick: (depth: JournalDepth) => number) => async (): Promise<Sample[]> =>
    (await measure()).map(({ name, depth }) => ({ labels: { journal: name }, value: pick(depth) }));
  metrics.gauge(
    'trunkline_journal_unfolded_records',
    'Acknowledged packets not yet in the database; estimated beyond 8 MiB.',
    each(({ records }) => records),
  );
  metrics.gauge(
    'trunkline_journal_unfolded_bytes',
    'Their room in the journal; estimated beyond 8 MiB.',
    each(({ bytes }) => bytes),
  );
  metrics.gauge(
    'trunkline_journal_oldest_unfolded_seconds',
    'Since the receipt of the oldest of them; 0: all are in the database.',
    each(({ oldestAgeMs }) => oldestAgeMs / 1_000),
  );
}
