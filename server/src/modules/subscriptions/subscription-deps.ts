import type { Clock, Random } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';

/** What the use cases and the minute tick of this module work with. */
export interface SubscriptionDeps {
  database: Database;
  clock: Clock;
  random: Random;
}
