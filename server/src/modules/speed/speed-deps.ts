import type { Clock, Random } from '@trunkline/kit';
import type { Database, Tx } from '../../platform/db/index.ts';

/** What the use cases of this module work with. */
export interface SpeedDeps {
  database: Database;
  clock: Clock;
  random: Random;
  /** The policy belongs to a higher tier, so the role hands in the question. */
  judgeBoost: (tx: Tx, question: BoostQuestion) => Promise<BoostVerdict>;
}

export interface BoostQuestion {
  tenantId: string;
  subscriberId: string;
  rates: { downloadBps: number; uploadBps: number };
  fromMs: number;
  /** Exclusive. */
  untilMs: number;
}

/** What a boost that began now would do at once. */
export type BoostVerdict =
  | { helps: true }
  /** `because`: why not, a sentence for people without its full stop. */
  | { helps: false; because: string };
