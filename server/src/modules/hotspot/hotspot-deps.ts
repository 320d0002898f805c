import type { Clock, Random } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';

/** What the use cases of this module work with. */
export interface HotspotDeps {
  database: Database;
  clock: Clock;
  random: Random;
}
