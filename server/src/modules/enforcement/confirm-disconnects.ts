import type { Tx } from '../../platform/db/index.ts';
import type { EndedSession } from '../sessions/index.ts';
import { confirmOrders } from './disconnect-store.ts';

/** The fold calls this in the transaction that closes the sessions: accounting has the last word. */
export async function confirmDisconnects(tx: Tx, ended: EndedSession[]): Promise<void> {
  await confirmOrders(tx, ended);
}
