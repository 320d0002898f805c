import type { Database, Tx } from '../../platform/db/index.ts';
import {
  makeHistoryPartitionsAhead,
  moveToHistory,
  reapStaleSessions,
} from '../../modules/sessions/index.ts';
import {
  listTenantIds,
  makeAuthLogPartitionsAhead,
  moveChangeHorizon,
  pruneChanges,
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
      run: (nowMs) => inRounds(database, (tx) => reapStaleSessions(tx, { nowMs })),
    },
    {
      name: 'move-to-history',
      everyMinutes: 10,
      run: (nowMs) => inRounds(database, (tx) => moveToHistory(tx, { nowMs })),
    },
    {
      name: 'prune-changes',
      everyMinutes: 1,
      run: async () => {
        await database.acrossTenants(moveChangeHorizon);
        await inRounds(database, pruneChanges);
      },
    },
    {
      name: 'remove-expired-staff-sessions',
      everyMinutes: 60,
      run: async (nowMs) => {
        const tenantIds = await database.acrossTenants(listTenantIds);
        for (const tenantId of tenantIds) {
          await database.inTenant(tenantId, (tx) => removeExpiredStaffSessions(tx, { tenantId, nowMs }));
        }
      },
    },
  ];
}

/** Short transactions until a round finds nothing more to do. */
async function inRounds(database: Database, round: (tx: Tx) => Promise<number>): Promise<void> {
  for (let rounds = 0; rounds < maxRounds; rounds++) {
    if ((await database.acrossTenants(round)) === 0) return;
  }
}
