import type { Clock, Random } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import type { Permission } from '../../platform/http/index.ts';
import type { Sealer } from '../../platform/keys/index.ts';
import type { PasswordHasher } from './password.ts';
import type { SessionCache } from './session-cache.ts';

/** What the use cases need that also run outside the api: at the first start and from the command line. */
export interface AccountDeps {
  /** Connects as the api's database role. */
  database: Database;
  clock: Clock;
  random: Random;
  hasher: PasswordHasher;
}

export interface StaffDeps extends AccountDeps {
  sessions: SessionCache;
  sealer: Sealer;
  /** Everything that can be granted, from all modules. */
  permissions: readonly Permission[];
}
