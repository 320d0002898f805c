import type { Tx } from '../../../platform/db/index.ts';
import { mostGardenEntries } from './garden-entry.ts';
import { listEntries } from './garden-store.ts';
import { mikrotikLines } from './garden-text.ts';

/** For the set-up script of a router. None while there is nothing: a router without hotspots has no such menu. */
export async function routerOsGardenLines(tx: Tx, tenantId: string): Promise<string[]> {
  const entries = await listEntries(tx, { tenantId, limit: mostGardenEntries });
  return entries.length === 0 ? [] : mikrotikLines(entries);
}
