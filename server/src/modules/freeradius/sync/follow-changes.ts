import {
  hasFeedNews,
  isFeedWhole,
  lockFeedPosition,
  moveFeedPosition,
  type Database,
} from '../../../platform/db/index.ts';
import { isAnyBridgeOn, makeAllDue, makeChangedDue, makeGroupsDue, makeTenantsDue } from './feed-store.ts';

const position = 'radius.feed_position';

/**
 * Follows the change feed by one look: whom the changes since the last one are about is due. Of several workers one
 * looks at a time; position and marks commit together. A gap, as after a restore or while no bridge was on, makes
 * everybody due.
 */
export function followChanges({ database }: { database: Database }): Promise<void> {
  return database.acrossTenants(async (tx) => {
    if (!(await isAnyBridgeOn(tx)) || !(await hasFeedNews(tx, position))) return;
    const followed = await lockFeedPosition(tx, position);
    if (!followed) return;
    if (isFeedWhole(followed)) {
      const span = { from: followed.from, to: followed.upper };
      // Bridges, subscribers, groups: the order in which everybody locks them.
      await makeTenantsDue(tx, span);
      await makeChangedDue(tx, span);
      await makeGroupsDue(tx, span);
    } else {
      await makeAllDue(tx);
    }
    await moveFeedPosition(tx, position, followed);
  });
}
