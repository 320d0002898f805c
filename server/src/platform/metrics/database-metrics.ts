import type { Pool } from 'pg';
import type { MetricRegistry } from './metric-registry.ts';

/** Registers a process's pool of database connections. */
export function addDatabaseMetrics(metrics: MetricRegistry, pool: Pool): void {
  let errors = 0;
  // Each connection tells its own end; the pool would tell of an idle one a second time.
  pool.on('connect', (client) => client.on('error', () => errors++));
  metrics.gauge('trunkline_database_connections', 'Open connections to the database.', () => [
    { labels: { state: 'busy' }, value: pool.totalCount - pool.idleCount },
    { labels: { state: 'idle' }, value: pool.idleCount },
  ]);
  metrics.gauge(
    'trunkline_database_connections_max',
    'Connections that the pool may open.',
    () => pool.options.max,
  );
  metrics.gauge(
    'trunkline_database_waiting_requests',
    'Pieces of work that wait for a connection.',
    () => pool.waitingCount,
  );
  metrics.counter(
    'trunkline_database_connection_errors_total',
    'Connections that broke while they were open.',
    () => errors,
  );
}
