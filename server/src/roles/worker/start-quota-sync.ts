import { confirmDisconnects, markCredited } from '../../modules/enforcement/index.ts';
import { announceSessions } from '../../modules/live/index.ts';
import { announceEnded, creditFree } from '../../modules/quota/index.ts';
import {
  GardenSync,
  QuotaSync,
  ZoneSync,
  type QuotaSyncDeps,
  type QuotaSyncFaces,
  type QuotaSyncStats,
  type RouterPool,
} from '../../modules/routers/index.ts';
import { closeMissingSessions, recordSamples } from '../../modules/sessions/index.ts';
import { Database } from '../../platform/db/index.ts';
import { wireFold } from '../fold/wire-fold.ts';
import type { RoleContext } from '../role-runtime.ts';
import { whileHolding } from './hold-lock.ts';

/** The lock's own, and three for passes: many routers never keep the worker's jobs from the database. */
const maxConnections = 4;
const statementTimeoutMs = 30_000;
/** Any number, the same in every worker: of several machines one looks at the routers. */
const syncLock = 727_005;

export interface RunningQuotaSync {
  stats(): QuotaSyncStats & { zoneChanges: number; zonesOutOfStep: number; gardenChanges: number };
  stop(): Promise<void>;
}

/** Looks at the counters and the zones of every router with an API, beside the jobs. */
export function startQuotaSync(context: RoleContext, { pool }: { pool: RouterPool }): RunningQuotaSync {
  const { clock, log } = context;
  const database = new Database({
    url: context.databaseUrl,
    applicationName: 'trunkline-worker-routers',
    maxConnections,
    statementTimeoutMs,
    onIdleError: (error) => log.debug({ error }, 'a database connection broke'),
  });
  const { sync, zones, gardens } = wireQuotaSync({
    database,
    sealer: context.keys.sealer,
    pool,
    clock,
    onFault: (error, place) => log.error({ error, ...place }, 'a look at a router failed'),
  });
  const stopping = new AbortController();
  const running = whileHolding({ database, lock: syncLock, signal: stopping.signal }, (signal) =>
    sync.run(signal),
  );
  return {
    stats() {
      const { changes: zoneChanges, outOfStep: zonesOutOfStep } = zones.stats();
      return { ...sync.stats(), zoneChanges, zonesOutOfStep, gardenChanges: gardens.stats().changes };
    },
    async stop() {
      stopping.abort();
      await running;
      await database.close();
    },
  };
}

/** What a look at a router leads to, in the modules whose it is; in the order of locks that the fold keeps. */
export function wireQuotaSync({
  database,
  clock,
  pool,
  ...deps
}: Omit<QuotaSyncDeps, keyof QuotaSyncFaces>): { sync: QuotaSync; zones: ZoneSync; gardens: GardenSync } {
  const { onUsage } = wireFold(clock);
  const zones = new ZoneSync({
    database,
    pool,
    clock,
    creditFree: (traffic) =>
      database.acrossTenants(async (tx) => {
        await creditFree(tx, traffic, { nowMs: clock.now() });
        await markCredited(tx, traffic);
      }),
  });
  const gardens = new GardenSync({ database, pool, clock });
  const sync = new QuotaSync({
    ...deps,
    database,
    clock,
    pool,
    recordSamples: (samples) => recordSamples({ database, onUsage }, samples),
    closeGone: (gone) =>
      database.acrossTenants(async (tx) => {
        const { changes, ended } = await closeMissingSessions(tx, gone);
        if (changes.length === 0) return;
        await confirmDisconnects(tx, ended);
        await announceEnded(tx, changes);
        await announceSessions(tx, changes);
      }),
    lookAtZones: (router, options) => zones.look(router, options),
    lookAtGarden: (router, options) => gardens.look(router, options),
  });
  return { sync, zones, gardens };
}
