import type { Clock, Random } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import type { Binding, Sealer } from '../../platform/keys/index.ts';

/** What the use cases of this module work with. */
export interface TunnelDeps {
  database: Database;
  sealer: Sealer;
  clock: Clock;
  random: Random;
}

interface Place {
  tenantId: string;
  id: string;
}

/** Where the keys of a gateway are sealed to. */
export function gatewayKeysBinding({ tenantId, id }: Place): Binding {
  return { tenantId, table: 'tunnels.gateway', column: 'keys_sealed', rowId: id };
}

/** Where the keys of a tunnel are sealed to. */
export function tunnelKeysBinding({ tenantId, id }: Place): Binding {
  return { tenantId, table: 'tunnels.tunnel', column: 'keys_sealed', rowId: id };
}
