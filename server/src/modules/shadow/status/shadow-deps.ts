import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import type { Sealer } from '../../../platform/keys/index.ts';

export interface ShadowDeps {
  database: Database;
  sealer: Sealer;
  clock: Clock;
  /** Whether the other server may be on this machine. */
  mayRoutersBeLocal: boolean;
}
