import type { Clock, Random } from '@trunkline/kit';
import type { Database, Tx } from '../../platform/db/index.ts';

/** What the use cases of this module work with. */
export interface ZoneDeps {
  database: Database;
  clock: Clock;
  random: Random;
  /** Which plans have a version that names these zones, by zone. Plans know zones, so the role hands this in. */
  plansWithZones: (
    tx: Tx,
    zones: { tenantId: string; zoneIds: readonly string[] },
  ) => Promise<Map<string, PlanOfZone[]>>;
}

export interface PlanOfZone {
  id: string;
  name: string;
}
