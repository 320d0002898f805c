import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import { actorId, type Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { taskErrors } from './errors.ts';
import { findTask, lockTask, writeProgress } from './task-store.ts';
import { isOver, type Task } from './task.ts';

/** Stops a task behind the batch under way. What was done stays done. */
export function cancelTask(
  deps: { database: Database; clock: Clock },
  actor: Actor,
  { id }: { id: string },
): Promise<Task> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    const task = await lockTask(tx, { tenantId, id });
    if (!task || !mayStop(actor, task)) throw taskErrors.notFound();
    if (isOver(task.state)) throw taskErrors.finished();
    const counts = { changed: 0, unchanged: 0, refused: 0 };
    const now = new Date(deps.clock.now());
    await writeProgress(tx, { tenantId, id, counts, state: 'cancelled', now });
    await recordAudit(tx, actor, {
      action: 'task.cancelled',
      subjectKind: 'task',
      subjectId: id,
      subjectName: task.kind,
      before: { state: task.state },
      after: { state: 'cancelled', changed: task.changed, unchanged: task.unchanged, refused: task.refused },
    });
    return (await findTask(tx, { tenantId, id }))!;
  });
}

function mayStop(actor: Actor, task: Task): boolean {
  return task.createdBy === actorId(actor) || actor.can('tasks.cancel');
}
