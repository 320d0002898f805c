import type { Tx } from '../../platform/db/index.ts';
import { keptDays } from './simulation.ts';
import { deleteSimulations } from './simulation-store.ts';

const dayMs = 86_400_000;

/** Forgets a tenant's simulations that have been kept long enough; a task that still works on one finds nothing. */
export async function forgetSimulations(
  tx: Tx,
  { tenantId, nowMs }: { tenantId: string; nowMs: number },
): Promise<void> {
  await deleteSimulations(tx, { tenantId, before: new Date(nowMs - keptDays * dayMs) });
}
