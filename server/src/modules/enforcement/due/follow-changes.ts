import type { Database } from '../../../platform/db/index.ts';
import {
  hasFeedNews,
  lockFeedPosition,
  makeChangedDue,
  makeEverybodyDue,
  moveFeedPosition,
  retryAtChangedNas,
} from './feed-store.ts';

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
    if (!(await hasFeedNews(tx))) return true;
    const position = await lockFeedPosition(tx);
    if (!position) return false;
    const { from, upper, horizon, source, followedSource } = position;
    if (from === upper && source === followedSource) return true;
    const isWhole =
      source === followedSource && BigInt(from) >= BigInt(horizon) && BigInt(from) <= BigInt(upper);
    if (isWhole) {
      const span = { from, to: upper, nowMs };
      await makeChangedDue(tx, span);
      await retryAtChangedNas(tx, span);
    } else {
      await makeEverybodyDue(tx, { nowMs });
    }
    await moveFeedPosition(tx, { upper, source });
    return true;
  });
}
