import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { subscriberErrors } from './errors.ts';
import type { SubscriberDeps } from './subscriber-deps.ts';
import { lockSubscriber, updateSubscriber } from './subscriber-store.ts';
import { actionsFor, isClosed, statusAfter, type Subscriber, type SubscriberAction } from './subscriber.ts';

export interface SetStatusInput {
  id: string;
  action: SubscriberAction;
  /** Kept in the audit log. */
  reason: string | null;
}

/** Does to a subscriber what the state table allows. Closing also ends every subscription. */
export function setStatus(deps: SubscriberDeps, actor: Actor, input: SetStatusInput): Promise<Subscriber> {
  const now = new Date(deps.clock.now());
  return deps.database.inTenant(actor.tenantId, (tx) => applyStatus(deps, { tx, actor, now }, input));
}

/** The same within a transaction of the caller's. */
export async function applyStatus(
  deps: Pick<SubscriberDeps, 'subscriptions'>,
  { tx, actor, now }: { tx: Tx; actor: Actor; now: Date },
  { id, action, reason }: SetStatusInput,
): Promise<Subscriber> {
  const { tenantId } = actor;
  const before = await lockSubscriber(tx, { tenantId, id });
  if (!before) throw subscriberErrors.notFound();
  const next = statusAfter(before.status, action);
  if (next === undefined) throw refused(before, action);
  if (next === 'closed') await deps.subscriptions.cancelAll(tx, actor, { subscriberId: id, now });
  const status =
    next === 'service' ? await deps.subscriptions.labelOf(tx, { tenantId, subscriberId: id, now }) : next;
  const change = { status, closedAt: isClosed(status) ? now : null };
  const after = await updateSubscriber(tx, { tenantId, id, change });
  await recordAudit(tx, actor, {
    action: `subscriber.${pastOf[action]}`,
    subjectKind: 'subscriber',
    subjectId: id,
    subjectName: after.username,
    before: { status: before.status },
    after: { status: after.status, ...(reason !== null && { reason }) },
  });
  return after;
}

const pastOf: Record<SubscriberAction, string> = {
  activate: 'activated',
  suspend: 'suspended',
  pause: 'paused',
  disable: 'disabled',
  close: 'closed',
};

function refused({ status }: Subscriber, action: SubscriberAction) {
  const allowed = actionsFor(status);
  const remedy = allowed.length > 0 ? `possible are ${allowed.join(', ')}` : 'nothing is possible any more';
  const message = `${action} is not for a subscriber that is ${status}; ${remedy}`;
  return subscriberErrors.actionRefused({ details: [{ field: 'action', message }] });
}
