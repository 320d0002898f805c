import type { Database, Tx } from '../../platform/db/index.ts';
import {
  endOrphans,
  pullBackDue,
  pullBackWork,
  removeOldCoaTests,
  removeOldEnded,
  removeOldNasTests,
  removeOldSteps,
} from '../../modules/enforcement/index.ts';
import { forgetOldAccounting } from '../../modules/freeradius/index.ts';
import { forgetOldPackets, forgetUnknownSources } from '../../modules/nas/index.ts';
import { announceSessions, pruneLiveEvents } from '../../modules/live/index.ts';
import { announceEnded, forgetFreeTraffic } from '../../modules/quota/index.ts';
import {
  makeHistoryPartitionsAhead,
  moveToHistory,
  reapStaleSessions,
  recordOnline,
} from '../../modules/sessions/index.ts';
import { forgetOldComparisons } from '../../modules/shadow/index.ts';
import { forgetSimulations } from '../../modules/simulation/index.ts';
import { forgetOldTasks } from '../../modules/tasks/index.ts';
import {
  listTenantIds,
  makeAuthLogPartitionsAhead,
  moveChangeHorizon,
  pruneChanges,
  pruneRollUps,
  removeExpiredStaffSessions,
} from './housekeeping-store.ts';
import type { TickStep } from './minute-tick.ts';

/** Transactions of one step in one tick; what is left waits a minute. */
const maxRounds = 200;

/** What the worker does by the clock besides the subscriptions. */
export function housekeepingSteps(database: Database): TickStep[] {
  return [
    {
      name: 'make-partitions',
      everyMinutes: 1,
      run: (nowMs) =>
        database.acrossTenants(async (tx) => {
          await makeAuthLogPartitionsAhead(tx, { nowMs });
          await makeHistoryPartitionsAhead(tx, { nowMs });
        }),
    },
    {
      name: 'reap-stale-sessions',
      everyMinutes: 1,
      run: (nowMs) => inRounds(database, (tx) => reapAndTell(tx, { nowMs })),
    },
    {
      name: 'end-terms-of-ended-sessions',
      everyMinutes: 1,
      run: async () => {
        await database.acrossTenants(endOrphans);
      },
    },
    {
      name: 'pull-back-what-a-clock-put-off',
      everyMinutes: 1,
      run: async (nowMs) => {
        await database.acrossTenants((tx) => pullBackDue(tx, { nowMs }));
        await database.acrossTenants((tx) => pullBackWork(tx, { nowMs }));
      },
    },
    {
      name: 'record-online',
      everyMinutes: 1,
      run: (nowMs) => database.acrossTenants((tx) => recordOnline(tx, { nowMs })),
    },
    {
      name: 'move-to-history',
      everyMinutes: 10,
      run: (nowMs) => inRounds(database, (tx) => moveToHistory(tx, { nowMs })),
    },
    ...forgettingSteps(database),
  ];
}

/** What is deleted because it is old. */
function forgettingSteps(database: Database): TickStep[] {
  return [
    {
      name: 'prune-changes',
      everyMinutes: 1,
      run: async () => {
        await database.acrossTenants(moveChangeHorizon);
        await inRounds(database, pruneChanges);
      },
    },
    {
      name: 'prune-live-events',
      everyMinutes: 1,
      run: () => inRounds(database, pruneLiveEvents),
    },
    {
      name: 'forget-what-nas-did',
      everyMinutes: 60,
      run: async (nowMs) => {
        await inRounds(database, (tx) => forgetOldPackets(tx, { nowMs }));
        await inRounds(database, (tx) => removeOldNasTests(tx, { nowMs }));
        await database.acrossTenants((tx) => forgetUnknownSources(tx, { nowMs }));
      },
    },
    {
      name: 'forget-steps-of-enforcement',
      everyMinutes: 60,
      run: async (nowMs) => {
        await inRounds(database, (tx) => removeOldSteps(tx, { nowMs }));
        await inRounds(database, (tx) => removeOldCoaTests(tx, { nowMs }));
        await database.acrossTenants((tx) => removeOldEnded(tx, { nowMs }));
      },
    },
    {
      name: 'forget-what-freeradius-wrote',
      everyMinutes: 10,
      run: (nowMs) => inRounds(database, (tx) => forgetOldAccounting(tx, { nowMs })),
    },
    {
      name: 'forget-free-traffic',
      everyMinutes: 60,
      run: (nowMs) => inRounds(database, (tx) => forgetFreeTraffic(tx, { nowMs })),
    },
    ...forgettingByTenant(database),
  ];
}

function forgettingByTenant(database: Database): TickStep[] {
  return [
    {
      name: 'remove-expired-staff-sessions',
      everyMinutes: 60,
      run: (nowMs) =>
        inEachTenant(database, (tx, tenantId) => removeExpiredStaffSessions(tx, { tenantId, nowMs })),
    },
    {
      name: 'forget-old-tasks',
      everyMinutes: 60,
      run: (nowMs) => inEachTenant(database, (tx, tenantId) => forgetOldTasks(tx, { tenantId, nowMs })),
    },
    {
      name: 'forget-simulations',
      everyMinutes: 60,
      run: (nowMs) => inEachTenant(database, (tx, tenantId) => forgetSimulations(tx, { tenantId, nowMs })),
    },
    {
      name: 'forget-comparisons',
      everyMinutes: 60,
      run: (nowMs) => inEachTenant(database, (tx, tenantId) => forgetOldComparisons(tx, { tenantId, nowMs })),
    },
    {
      name: 'prune-roll-ups',
      everyMinutes: 60,
      run: (nowMs) => inEachTenant(database, (tx, tenantId) => pruneRollUps(tx, { tenantId, nowMs })),
    },
  ];
}

/** Closes what is stale, and tells the open pages in the same transaction. */
async function reapAndTell(tx: Tx, { nowMs }: { nowMs: number }): Promise<number> {
  const closed = await reapStaleSessions(tx, { nowMs });
  if (closed.length > 0) {
    await announceEnded(tx, closed);
    await announceSessions(tx, closed);
  }
  return closed.length;
}

async function inEachTenant(
  database: Database,
  work: (tx: Tx, tenantId: string) => Promise<void>,
): Promise<void> {
  const tenantIds = await database.acrossTenants(listTenantIds);
  for (const tenantId of tenantIds) await database.inTenant(tenantId, (tx) => work(tx, tenantId));
}

/** Short transactions until a round finds nothing more to do. */
async function inRounds(database: Database, round: (tx: Tx) => Promise<number>): Promise<void> {
  for (let rounds = 0; rounds < maxRounds; rounds++) {
    if ((await database.acrossTenants(round)) === 0) return;
  }
}
