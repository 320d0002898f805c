import type { Tx } from '../../platform/db/index.ts';
import type { SessionChange } from '../sessions/index.ts';
import { announceMetered } from './meter-store.ts';

/**
 * The radius role reads the meters of subscribers whose sessions ended, so that their next login knows what is left.
 * Called in the transaction that closes the sessions, with all that it changed.
 */
export async function announceEnded(tx: Tx, changes: readonly SessionChange[]): Promise<void> {
  const ended = new Map<string, { tenantId: string; subscriberId: string }>();
  for (const { kind, tenantId, subscriberId } of changes) {
    if (kind === 'stopped' && subscriberId !== null) ended.set(subscriberId, { tenantId, subscriberId });
  }
  await announceMetered(tx, [...ended.values()]);
}
