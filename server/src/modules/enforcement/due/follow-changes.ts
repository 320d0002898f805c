import {
  hasFeedNews,
  isFeedWhole,
  lockFeedPosition,
  moveFeedPosition,
  type Database,
} from '../../../platform/db/index.ts';
import { makeChangedDue, makeEverybodyDue, retryAtChangedNas } from './feed-store.ts';

const position = 'enforcement.feed_position';

/**
 * Follows the change feed by one look: who is online and touched by what changed since the last one is due. Of several
 * workers one looks at a time; position and marks commit together. A gap in the feed, as after a restore or a long
 * outage of all workers, makes everybody due. Answers false where another worker was looking.
 */
export function followChanges(
  { database }: { database: Database },
  { nowMs }: { nowMs: number },
): Promise<boolean> {
  return database.acrossTenants(async (tx) => {
    if (!(await hasFeedNews(tx, position))) return true;
    const followed = await lockFeedPosition(tx, position);
    if (!followed) return false;
    const { from, upper, source, followedSource } = followed;
    if (from === upper && source === followedSource) return true;
    if (isFeedWhole(followed)) {
      const span = { from, to: upper, nowMs };
      await makeChangedDue(tx, span);
      await retryAtChangedNas(tx, span);
    } else {
      await makeEverybodyDue(tx, { nowMs });
    }
    await moveFeedPosition(tx, position, followed);
    return true;
  });
}
