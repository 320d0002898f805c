import type { Tx } from '../../../platform/db/index.ts';
import type { SessionChange } from '../../sessions/index.ts';
import { findHeldBack, upsertDue, type SubscriberKey } from './due-store.ts';

/**
 * The policy's answer for these subscribers is to be asked for now. `newsAt` is the receipt of what made it so, from
 * which the way to the confirmed terms is measured; null where no packet brought it. Whoever turns out to be offline is
 * forgotten again. Called in the transaction that knows it, by the fold for meters that reached an alarm.
 */
export async function markDue(
  tx: Tx,
  keys: readonly SubscriberKey[],
  { newsAt }: { newsAt: Date | null },
): Promise<void> {
  if (keys.length > 0) await upsertDue(tx, keys, { newsAt });
}

/** The same for the subscribers whose sessions opened; the fold calls it with all that a transaction changed. */
export async function markOnline(tx: Tx, changes: readonly SessionChange[]): Promise<void> {
  const keys: SubscriberKey[] = [];
  for (const { kind, tenantId, subscriberId } of changes) {
    if (kind === 'started' && subscriberId !== null) keys.push({ tenantId, subscriberId });
  }
  await markDue(tx, keys, { newsAt: null });
}

/**
 * Their counts have become less, as by bytes that turned out to be free: whoever is held back by a count may not be any
 * more. Alarms tell only of counts that rise.
 */
export async function markCredited(tx: Tx, keys: readonly SubscriberKey[]): Promise<void> {
  if (keys.length > 0) await markDue(tx, await findHeldBack(tx, keys), { newsAt: null });
}
