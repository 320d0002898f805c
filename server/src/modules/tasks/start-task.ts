import { createHash } from 'node:crypto';
import { uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import { actorId, type Actor } from '../../platform/http/index.ts';
import { enqueueJob } from '../../platform/jobs/index.ts';
import { recordAudit } from '../audit/index.ts';
import { taskErrors } from './errors.ts';
import { findByKey, insertSubjects, insertTask, type TaskSubject } from './task-store.ts';
import type { Task } from './task.ts';

/** Subjects of one task. */
export const mostSubjects = 100_000;

export interface TaskOrder {
  kind: string;
  /** What the action is given; JSON. Never a secret: it is shown and audited. */
  input: Record<string, unknown>;
  /** How the subjects were selected, as the client said it. */
  selection: unknown;
  idempotencyKey: string;
  /**
   * Reads whom the selection means now, and refuses what would be refused for everybody. Not called for a task that is
   * there already.
   */
  subjects: (tx: Tx) => Promise<TaskSubject[]>;
}

/**
 * Begins work on many subjects. Who is meant is decided here: whoever matches the selection later is not
 * worked on, and whoever no longer matches still is. The same key answers the same task.
 */
export async function startTask(
  deps: { clock: Clock; random: Random },
  { tx, actor }: { tx: Tx; actor: Actor },
  { kind, input, selection, idempotencyKey, subjects: readSubjects }: TaskOrder,
): Promise<Task> {
  const { tenantId } = actor;
  const createdBy = actorId(actor);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([kind, input, selection]))
    .digest();
  const asked = { tenantId, createdBy, key: idempotencyKey };
  const found = await findByKey(tx, asked);
  if (found) return requireSame(found, fingerprint);
  const subjects = await readSubjects(tx);
  if (subjects.length === 0) throw taskErrors.nothingSelected();
  if (subjects.length > mostSubjects) throw taskErrors.tooMany();
  const task = await insertTask(tx, {
    tenantId,
    id: uuidv7(deps.clock, deps.random),
    kind,
    input: JSON.stringify(input),
    idempotencyKey,
    fingerprint,
    state: 'waiting',
    total: subjects.length,
    createdAt: new Date(deps.clock.now()),
    createdBy,
    createdByKind: actor.kind,
    createdByName: actor.name,
    createdByAddress: actor.address,
  });
  // Asked twice at the same time: the other one is committed by now.
  if (!task) return requireSame((await findByKey(tx, asked))!, fingerprint);
  await insertSubjects(tx, { tenantId, taskId: task.id, subjects });
  await recordAudit(tx, actor, {
    action: 'task.started',
    subjectKind: 'task',
    subjectId: task.id,
    subjectName: kind,
    before: null,
    after: { kind, input, total: subjects.length },
  });
  await enqueueTask(tx, { tenantId, taskId: task.id });
  return task;
}

/** Puts the next batch of a task into the queue; the tasks of one tenant take turns. */
export function enqueueTask(tx: Tx, payload: { tenantId: string; taskId: string }): Promise<void> {
  const { tenantId, taskId } = payload;
  return enqueueJob(tx, { task: 'run-task', payload, queue: `tasks:${tenantId}`, key: `task:${taskId}` });
}

function requireSame({ task, fingerprint }: { task: Task; fingerprint: Buffer }, asked: Buffer): Task {
  if (!fingerprint.equals(asked)) throw taskErrors.keyReused();
  return task;
}
