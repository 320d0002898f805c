import type { Clock, Random } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';

/** What the use cases of this module work with. */
export interface PlanDeps {
  database: Database;
  clock: Clock;
  random: Random;
  /**
   * Moves what is sold of a plan to this version, in short transactions, and says how many it moved. What
   * is sold belongs to subscriptions, a higher tier, so the role hands it in.
   */
  moveSold: (actor: Actor, target: { planId: string; planVersionId: string }) => Promise<number>;
}
