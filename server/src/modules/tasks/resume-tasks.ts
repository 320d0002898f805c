import type { Database } from '../../platform/db/index.ts';
import { enqueueTask } from './start-task.ts';
import { listStandingStill } from './task-store.ts';

/** Longer than a batch takes, and than the job of a dead worker waits for another. */
const standsStillMs = 120_000;
const mostAtOnce = 100;

/**
 * Queues again what stands still: a job that was tried as often as allowed while the database was away
 * leaves its task unfinished. A task whose job still waits is not queued twice.
 */
export async function resumeTasks({ database }: { database: Database }, nowMs: number): Promise<number> {
  const since = new Date(nowMs - standsStillMs);
  const found = await database.acrossTenants((tx) => listStandingStill(tx, { since, limit: mostAtOnce }));
  for (const { tenantId, id } of found) {
    await database.inTenant(tenantId, (tx) => enqueueTask(tx, { tenantId, taskId: id }));
  }
  return found.length;
}
