import { sql } from 'kysely';
import type { Clock } from '@trunkline/kit';
import type { Database, Tx } from '../../platform/db/index.ts';
import { CatalogueError } from '../../platform/errors.ts';
import { isDatabaseAway, type Actor } from '../../platform/http/index.ts';
import { taskErrors } from './errors.ts';
import { enqueueTask } from './start-task.ts';
import { lockTask, takeSubjects, writeOutcomes, writeProgress } from './task-store.ts';
import { isOver, outcomeKinds, type Outcome, type OutcomeKind, type Task, type TaskAction } from './task.ts';

/** Subjects of one job; the next ones are another job, so that other work gets its turn. */
const subjectsPerJob = 500;
/** Subjects of one transaction, whose rows nobody else can change meanwhile, unless the action says another number. */
const usualBatch = 25;

export interface TaskDeps {
  database: Database;
  clock: Clock;
  actions: readonly TaskAction[];
  /** Told of what is no refusal but a fault of ours. */
  onFault: (error: unknown, place: { taskId: string; subjectId: string }) => void;
}

/**
 * The job behind a task: works its next subjects. Idempotent by the subject: its outcome commits with the
 * change itself, and the task's row is locked meanwhile, so that a job that runs again, or twice at once,
 * goes on behind it.
 */
export async function runTask(
  deps: TaskDeps,
  { tenantId, taskId }: { tenantId: string; taskId: string },
): Promise<void> {
  for (let worked = 0; worked < subjectsPerJob;) {
    const batch = await deps.database.inTenant(tenantId, async (tx) => {
      const done = await workBatch(deps, { tx, tenantId, taskId });
      if (!done.isOver && worked + done.worked >= subjectsPerJob) await enqueueTask(tx, { tenantId, taskId });
      return done;
    });
    if (batch.isOver) return;
    worked += batch.worked;
  }
}

/** `isOver`: nothing is left to do. */
async function workBatch(
  deps: TaskDeps,
  { tx, tenantId, taskId }: { tx: Tx; tenantId: string; taskId: string },
): Promise<{ worked: number; isOver: boolean }> {
  const task = await lockTask(tx, { tenantId, id: taskId });
  if (!task || isOver(task.state)) return { worked: 0, isOver: true };
  const action = deps.actions.find(({ kind }) => kind === task.kind);
  const subjectsPerBatch = action?.subjectsPerBatch ?? usualBatch;
  const ids = await takeSubjects(tx, { tenantId, taskId, limit: subjectsPerBatch });
  const now = new Date(deps.clock.now());
  const outcomes = new Map<string, Outcome>();
  for (const subjectId of ids) {
    outcomes.set(subjectId, await workOne(deps, { tx, task, tenantId }, { subjectId, now }));
  }
  const isDone = ids.length < subjectsPerBatch;
  if (ids.length > 0) await writeOutcomes(tx, { tenantId, taskId, outcomes, now });
  const state = isDone ? 'done' : 'running';
  await writeProgress(tx, { tenantId, id: taskId, counts: countOf(outcomes), state, now });
  return { worked: ids.length, isOver: isDone };
}

async function workOne(
  { actions, onFault }: TaskDeps,
  { tx, task, tenantId }: { tx: Tx; task: Task; tenantId: string },
  { subjectId, now }: { subjectId: string; now: Date },
): Promise<Outcome> {
  const action = actions.find(({ kind }) => kind === task.kind);
  if (!action) throw new Error(`no action is named ${task.kind}`);
  await sql`savepoint subject`.execute(tx);
  try {
    const outcome = await action.work(tx, actorOf(task, tenantId), { subjectId, input: task.input, now });
    await sql`release savepoint subject`.execute(tx);
    return outcome;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    if (refusal.status >= 500) onFault(error, { taskId: task.id, subjectId });
    await sql`rollback to savepoint subject`.execute(tx);
    const { code, message, details } = refusal;
    const detail = details?.[0];
    return {
      kind: 'refused',
      code,
      message: detail ? `${message} ${detail.field} ${detail.message}.` : message,
    };
  }
}

const lockNotAvailable = '55P03';

/** Undefined: the database is away, and the whole batch is tried again. */
function refusalOf(error: unknown): CatalogueError | undefined {
  if (error instanceof CatalogueError) return error;
  if ((error as { code?: unknown }).code === lockNotAvailable) return taskErrors.busy({ cause: error });
  return isDatabaseAway(error) ? undefined : taskErrors.failed({ cause: error });
}

/** Whoever began the task; what they may do was checked when they did. */
function actorOf(task: Task, tenantId: string): Actor {
  return {
    tenantId,
    personId: task.createdByKind === 'staff' ? task.createdBy : null,
    ...(task.createdByKind === 'api_key' && task.createdBy !== null && { apiKeyId: task.createdBy }),
    name: task.createdByName,
    kind: task.createdByKind,
    address: task.createdByAddress,
    can: () => true,
    taskId: task.id,
  };
}

function countOf(outcomes: ReadonlyMap<string, Outcome>): Record<OutcomeKind, number> {
  const counts = Object.fromEntries(outcomeKinds.map((kind) => [kind, 0])) as Record<OutcomeKind, number>;
  for (const { kind } of outcomes.values()) counts[kind]++;
  return counts;
}
