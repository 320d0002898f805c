import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireOpenSubscriber } from './change-subscriber.ts';
import { requireBinding } from './create-subscriber.ts';
import type { SubscriberDeps } from './subscriber-deps.ts';
import { requireMacs } from './subscriber-fields.ts';
import { updateSubscriber } from './subscriber-store.ts';
import type { MacBinding, Subscriber } from './subscriber.ts';

interface BindMacsInput {
  id: string;
  binding: MacBinding;
  macs: string[];
}

/** Says which devices a subscriber may log in with. */
export function bindMacs(
  deps: Pick<SubscriberDeps, 'database'>,
  actor: Actor,
  { id, binding, macs: given }: BindMacsInput,
): Promise<Subscriber> {
  const macs = requireBinding(binding, requireMacs(given));
  return deps.database.inTenant(actor.tenantId, (tx) =>
    writeBinding(tx, actor, {
      id,
      action: 'subscriber.macs_bound',
      decide: () => ({ macBinding: binding, macs }),
    }),
  );
}

/**
 * Forgets the known devices: the next login's is learnt. A fixed list becomes one to be learnt, for an
 * empty fixed list would let nobody in.
 */
export function resetMacs(
  deps: Pick<SubscriberDeps, 'database'>,
  actor: Actor,
  { id }: { id: string },
): Promise<Subscriber> {
  return deps.database.inTenant(actor.tenantId, (tx) => applyMacReset(tx, actor, { id }));
}

/** The same within a transaction of the caller's. */
export function applyMacReset(tx: Tx, actor: Actor, { id }: { id: string }): Promise<Subscriber> {
  return writeBinding(tx, actor, {
    id,
    action: 'subscriber.macs_reset',
    decide: ({ macBinding }) => ({ macBinding: macBinding === 'none' ? 'none' : 'learn', macs: [] }),
  });
}

interface BindingChange {
  id: string;
  action: string;
  decide: (before: Subscriber) => Pick<Subscriber, 'macBinding' | 'macs'>;
}

async function writeBinding(
  tx: Tx,
  actor: Actor,
  { id, action, decide }: BindingChange,
): Promise<Subscriber> {
  const { tenantId } = actor;
  const before = await requireOpenSubscriber(tx, { tenantId, id });
  const after = await updateSubscriber(tx, { tenantId, id, change: decide(before) });
  await recordAudit(tx, actor, {
    action,
    subjectKind: 'subscriber',
    subjectId: id,
    subjectName: after.username,
    before: { macBinding: before.macBinding, macs: before.macs },
    after: { macBinding: after.macBinding, macs: after.macs },
  });
  return after;
}
