import { subscriberErrors } from './errors.ts';
import type { SubscriberDeps } from './subscriber-deps.ts';
import { findSubscriber } from './subscriber-store.ts';
import type { Subscriber } from './subscriber.ts';
import type { HeldSubscription } from './subscription-face.ts';

/** A subscriber with what is bought; 404 when it is not there. */
export function readSubscriber(
  deps: Pick<SubscriberDeps, 'database' | 'clock' | 'subscriptions'>,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<{ subscriber: Subscriber; held: HeldSubscription[] }> {
  const now = new Date(deps.clock.now());
  return deps.database.readInTenant(tenantId, async (tx) => {
    const subscriber = await findSubscriber(tx, { tenantId, id });
    if (!subscriber) throw subscriberErrors.notFound();
    return { subscriber, held: await deps.subscriptions.heldBy(tx, { tenantId, subscriberId: id, now }) };
  });
}
