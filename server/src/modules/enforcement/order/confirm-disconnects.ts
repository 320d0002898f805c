import type { Tx } from '../../../platform/db/index.ts';
import type { EndedSession } from '../../sessions/index.ts';
import { endTerms } from '../claim/claim-store.ts';
import { confirmOrders } from './disconnect-store.ts';

/**
 * The fold calls this in the transaction that closes the sessions: accounting has the last word. It confirms orders of
 * people and steps of the policy to end them, and takes their terms out of the work.
 */
export async function confirmDisconnects(tx: Tx, ended: EndedSession[]): Promise<void> {
  await confirmOrders(tx, ended);
  await endTerms(tx, ended);
}
