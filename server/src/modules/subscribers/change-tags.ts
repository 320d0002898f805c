import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireOpenSubscriber } from './change-subscriber.ts';
import { updateSubscriber } from './subscriber-store.ts';

/** Changes the tags as they are now, whatever revision somebody saw: what was added meanwhile stays. */
export async function changeTags(
  tx: Tx,
  actor: Actor,
  { id, change }: { id: string; change: (tags: string[]) => string[] },
): Promise<void> {
  const { tenantId } = actor;
  const before = await requireOpenSubscriber(tx, { tenantId, id });
  const after = await updateSubscriber(tx, { tenantId, id, change: { tags: change(before.tags) } });
  await recordAudit(tx, actor, {
    action: 'subscriber.changed',
    subjectKind: 'subscriber',
    subjectId: id,
    subjectName: after.username,
    before: { tags: before.tags },
    after: { tags: after.tags },
  });
}
