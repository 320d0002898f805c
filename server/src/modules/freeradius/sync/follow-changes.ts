import type { Database } from '../../../platform/db/index.ts';
import {
  hasFeedNews,
  lockFeedPosition,
  makeAllDue,
  makeChangedDue,
  makeGroupsDue,
  makeTenantsDue,
  moveFeedPosition,
} from './feed-store.ts';

/**
 * Follows the change feed by one look: whom the changes since the last one are about is due. Of several workers one
 * looks at a time; position and marks commit together. A gap, as after a restore or while no bridge was on, makes
 * everybody due.
 */
export function followChanges({ database }: { database: Database }): Promise<void> {
  return database.acrossTenants(async (tx) => {
    if (!(await hasFeedNews(tx))) return;
    const position = await lockFeedPosition(tx);
    if (!position) return;
    const { from, upper, horizon, source, followedSource } = position;
    const isWhole =
      source === followedSource && BigInt(from) >= BigInt(horizon) && BigInt(from) <= BigInt(upper);
    if (isWhole) {
      const span = { from, to: upper };
      // Bridges, subscribers, groups: the order in which everybody locks them.
      await makeTenantsDue(tx, span);
      await makeChangedDue(tx, span);
      await makeGroupsDue(tx, span);
    } else {
      await makeAllDue(tx);
    }
    await moveFeedPosition(tx, { upper, source });
  });
}
