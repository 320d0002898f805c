import { FreeradiusSync } from '../../modules/freeradius/index.ts';
import { Database } from '../../platform/db/index.ts';
import { LatencyHistogram } from '../../platform/metrics/index.ts';
import type { RoleContext } from '../role-runtime.ts';

/** Its looks are one after the other, and none of them keeps the worker's jobs from the database. */
const maxConnections = 2;
const statementTimeoutMs = 30_000;

/** From 50 ms to an hour; 2 s is what is promised. */
const lagBoundsMs = [50, 100, 250, 500, 1_000, 2_000, 5_000, 15_000, 60_000, 600_000, 3_600_000];

export const noRowsMade = 'no rows for FreeRADIUS can be made of a subscriber or NAS';

export interface RunningFreeradiusSync {
  /** From a change to the commit of the rows that it made others. */
  readonly lag: LatencyHistogram;
  stats(): ReturnType<FreeradiusSync['stats']>;
  stop(): Promise<void>;
}

/** Keeps the tables of FreeRADIUS in step with the policy, beside the jobs. */
export function startFreeradiusSync(context: RoleContext): RunningFreeradiusSync {
  const { clock, random, log, keys } = context;
  const database = new Database({
    url: context.databaseUrl,
    applicationName: 'trunkline-worker-freeradius',
    maxConnections,
    statementTimeoutMs,
    onIdleError: (error) => log.debug({ error }, 'a database connection broke'),
  });
  const lag = new LatencyHistogram(lagBoundsMs);
  const sync = new FreeradiusSync({
    database,
    sealer: keys.sealer,
    clock,
    random,
    onLag: (ms) => lag.observe(ms),
    onFault: (error, key) => log.error({ error, ...key }, noRowsMade),
    onLookFault: (error) => log.warn({ error }, 'the tables of FreeRADIUS wait'),
  });
  const stopping = new AbortController();
  const running = sync.run(stopping.signal);
  return {
    lag,
    stats: () => sync.stats(),
    async stop() {
      stopping.abort();
      await running;
      await database.close();
    },
  };
}
