import type { Clock, Random } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { enforcementBulkActions } from '../enforcement/index.ts';
import {
  limitSessions,
  lockSubscribers,
  readBulkSubjects,
  subscriberBulkActions,
  type BulkAction,
} from '../subscribers/index.ts';
import { createSubscriptionFace } from '../subscriptions/index.ts';
import { sharingTag, type SharingAction } from './case.ts';
import { sharingErrors } from './errors.ts';

/** What each action needs besides the right to decide. */
export const permissionOf: Readonly<Record<SharingAction, string>> = {
  tag: 'subscribers.write',
  disconnect: 'enforcement.disconnect',
  one_session: 'subscribers.write',
  suspend: 'subscribers.write',
};

interface Step {
  readonly name: string;
  readonly input: Record<string, unknown>;
}

/** Each by the use case that a person would use; who is as wanted already stays as they are. */
const stepsOf: Readonly<Record<SharingAction, (reason: string) => readonly Step[]>> = {
  tag: () => [{ name: 'add-tag', input: { tag: sharingTag } }],
  disconnect: (reason) => [{ name: 'disconnect', input: { reason } }],
  one_session: (reason) => [{ name: 'disconnect', input: { reason } }],
  suspend: (reason) => [{ name: 'suspend', input: { reason } }],
};

/** Does to a subscriber what was decided, in the transaction of the decision. Throws where it cannot be done. */
export async function takeAction(
  deps: { clock: Clock; random: Random },
  { tx, actor }: { tx: Tx; actor: Actor },
  { subscriberId, action, reason }: { subscriberId: string; action: SharingAction; reason: string },
): Promise<void> {
  const { tenantId } = actor;
  const now = new Date(deps.clock.now());
  await lockSubscribers(tx, { tenantId, ids: [subscriberId] });
  if (action === 'one_session') await limitSessions(tx, actor, { id: subscriberId, maxSessions: 1 });
  for (const { name, input } of stepsOf[action](reason)) {
    const bulk = actionNamed(deps, name);
    const [subject] = await readBulkSubjects(tx, { tenantId, ids: [subscriberId] });
    if (!subject) throw sharingErrors.actionRefused();
    const verdict = bulk.judge(subject, input, now);
    if (verdict.kind === 'refused') {
      throw sharingErrors.actionRefused({ details: [{ field: 'action', message: verdict.message }] });
    }
    if (verdict.kind === 'changed') await bulk.apply(tx, actor, { subject, input, now });
  }
}

function actionNamed(deps: { clock: Clock; random: Random }, name: string): BulkAction {
  const all = [
    ...subscriberBulkActions({ subscriptions: createSubscriptionFace(deps) }),
    ...enforcementBulkActions(deps),
  ];
  return all.find((action) => action.name === name)!;
}
