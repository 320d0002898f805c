import { requireRevision } from '../../platform/errors.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { readRealmRule, refusingTakenUsername } from './create-subscriber.ts';
import { subscriberErrors } from './errors.ts';
import type { SubscriberDeps } from './subscriber-deps.ts';
import { requireSoundFields, requireWholePosition } from './subscriber-fields.ts';
import { lockSubscriber, updateSubscriber } from './subscriber-store.ts';
import { isClosed, type Subscriber, type SubscriberFields } from './subscriber.ts';
import { usernameKey } from './username-key.ts';

/** Fields that are absent or undefined stay as they are. */
export type ChangeSubscriberInput = {
  [Field in keyof SubscriberFields]?: SubscriberFields[Field] | undefined;
};

/** Changes a subscriber that still has the revision which the person saw. */
export function changeSubscriber(
  deps: Pick<SubscriberDeps, 'database'>,
  actor: Actor,
  { id, revision, change }: { id: string; revision: number; change: ChangeSubscriberInput },
): Promise<Subscriber> {
  const { tenantId } = actor;
  const given = Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<SubscriberFields>;
  return refusingTakenUsername(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      // Before the row itself: the change of the rule locks in this order.
      const stripRealm = await readRealmRule(tx, tenantId);
      const before = await requireOpenSubscriber(tx, { tenantId, id });
      requireRevision(subscriberErrors.revisionConflict, {
        present: before.revision,
        expected: revision,
        row: before,
      });
      requireWholePosition({ ...before, ...given });
      const fields = await requireSoundFields(tx, { tenantId, credential: before.credential, fields: given });
      const after = await updateSubscriber(tx, { tenantId, id, change: toRow(fields, before, stripRealm) });
      const names = Object.keys(fields) as (keyof Subscriber)[];
      await recordAudit(tx, actor, {
        action: 'subscriber.changed',
        subjectKind: 'subscriber',
        subjectId: id,
        subjectName: after.username,
        before: Object.fromEntries(names.map((name) => [name, before[name]])),
        after: Object.fromEntries(names.map((name) => [name, after[name]])),
      });
      return after;
    }),
  );
}

/** The subscriber, locked; 404 when it is not there, 409 when it is closed. */
export async function requireOpenSubscriber(
  tx: Tx,
  key: { tenantId: string; id: string },
): Promise<Subscriber> {
  const subscriber = await lockSubscriber(tx, key);
  if (!subscriber) throw subscriberErrors.notFound();
  if (isClosed(subscriber.status)) throw subscriberErrors.closed();
  return subscriber;
}

function toRow(fields: Partial<SubscriberFields>, { credential }: Subscriber, stripRealm: boolean) {
  const { loginWindows, customAttributes, ...plain } = fields;
  return {
    ...plain,
    ...(fields.username !== undefined && {
      usernameKey: usernameKey(fields.username, { stripRealm, credential }),
    }),
    ...(loginWindows !== undefined && { loginWindows: loginWindows && JSON.stringify(loginWindows) }),
    ...(customAttributes !== undefined && { customAttributes: JSON.stringify(customAttributes) }),
  };
}
