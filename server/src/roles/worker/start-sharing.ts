import type { RouterPool } from '../../modules/routers/index.ts';
import { SharingWatch, type SharingWatchStats } from '../../modules/sharing/index.ts';
import { Database } from '../../platform/db/index.ts';
import type { RoleContext } from '../role-runtime.ts';
import { whileHolding } from './hold-lock.ts';

/** The lock's own, and as many as routers are looked at at once may ask for. */
const maxConnections = 4;
const statementTimeoutMs = 30_000;
/** Any number, the same in every worker: of several machines one looks for shared accounts. */
const sharingLock = 727_045;

export interface RunningSharing {
  stats(): SharingWatchStats;
  stop(): Promise<void>;
}

/** Looks for shared accounts beside the jobs, in tenants that have turned it on. */
export function startSharing(context: RoleContext, { pool }: { pool: RouterPool }): RunningSharing {
  const { clock, random, log, keys } = context;
  const database = new Database({
    url: context.databaseUrl,
    applicationName: 'trunkline-worker-sharing',
    maxConnections,
    statementTimeoutMs,
    onIdleError: (error) => log.debug({ error }, 'a database connection broke'),
  });
  const watch = new SharingWatch({
    database,
    clock,
    random,
    sealer: keys.sealer,
    pool,
    onFault: (error, place) => log.error({ error, ...place }, 'the look for shared accounts failed'),
  });
  const stopping = new AbortController();
  const running = whileHolding({ database, lock: sharingLock, signal: stopping.signal }, (signal) =>
    watch.run(signal),
  );
  return {
    stats: () => watch.stats(),
    async stop() {
      stopping.abort();
      await running;
      await database.close();
    },
  };
}
