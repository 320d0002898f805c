import type { Clock, Random } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import type { Binding, Sealer } from '../../platform/keys/index.ts';
import type { SubscriptionFace } from './subscription-face.ts';

/** What the use cases of this module work with. */
export interface SubscriberDeps {
  database: Database;
  sealer: Sealer;
  clock: Clock;
  random: Random;
  subscriptions: SubscriptionFace;
}

/** Where a service password is sealed to; the radius role opens it with the same binding. */
export function servicePasswordBinding({ tenantId, id }: { tenantId: string; id: string }): Binding {
  return { tenantId, table: 'subscribers.subscriber', column: 'password_sealed', rowId: id };
}
