import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireOpenSubscriber } from './change-subscriber.ts';
import { updateSubscriber } from './subscriber-store.ts';

/** Sets how many sessions a subscriber may have at once, instead of the plan's, in a transaction of the caller's. */
export async function limitSessions(
  tx: Tx,
  actor: Actor,
  { id, maxSessions }: { id: string; maxSessions: number },
): Promise<void> {
  const { tenantId } = actor;
  const before = await requireOpenSubscriber(tx, { tenantId, id });
  if (before.maxSessions === maxSessions) return;
  const after = await updateSubscriber(tx, { tenantId, id, change: { maxSessions } });
  await recordAudit(tx, actor, {
    action: 'subscriber.changed',
    subjectKind: 'subscriber',
    subjectId: id,
    subjectName: after.username,
    before: { maxSessions: before.maxSessions },
    after: { maxSessions },
  });
}
