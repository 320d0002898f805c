import type { MetricRegistry } from '../../platform/metrics/index.ts';
import type { RunningFreeradiusSync } from './start-freeradius-sync.ts';

/** Registers how the tables of FreeRADIUS are kept in step. */
export function addFreeradiusMetrics(metrics: MetricRegistry, sync: RunningFreeradiusSync): void {
  metrics.histogram(
    'trunkline_freeradius_lag_seconds',
    'From a change to the rows of FreeRADIUS that say it, the longest of each batch; 2 s is what is promised.',
    () => [{ labels: {}, histogram: sync.lag }],
  );
  metrics.counter(
    'trunkline_freeradius_looked_at_total',
    'Subscribers and groups whose rows were compared with what they should say.',
    () => [
      { labels: { kind: 'subscriber' }, value: sync.stats().subscribers },
      { labels: { kind: 'group' }, value: sync.stats().groups },
    ],
  );
  metrics.counter(
    'trunkline_freeradius_failures_total',
    'Looks that failed and were tried again, as while the database is away.',
    () => sync.stats().failures,
  );
}
