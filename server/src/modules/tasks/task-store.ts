import { sql, type Insertable, type Selectable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import type { Outcome, OutcomeKind, Task, TaskState } from './task.ts';

interface TaskKey {
  tenantId: string;
  id: string;
}

/** The task with this key of this person, if it was asked for before. */
export async function findByKey(
  tx: Tx,
  { tenantId, createdBy, key }: { tenantId: string; createdBy: string | null; key: string },
): Promise<{ task: Task; fingerprint: Buffer } | undefined> {
  const row = await tx
    .selectFrom('tasks.task')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('createdBy', 'is not distinct from', createdBy)
    .where('idempotencyKey', '=', key)
    .executeTakeFirst();
  return row && { task: toTask(row), fingerprint: row.fingerprint };
}

/** Undefined when a task with this key is there already. */
export async function insertTask(tx: Tx, row: Insertable<DB['tasks.task']>): Promise<Task | undefined> {
  const inserted = await tx
    .insertInto('tasks.task')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'createdBy', 'idempotencyKey']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return inserted && toTask(inserted);
}

export async function insertSubjects(
  tx: Tx,
  { tenantId, taskId, subjects }: { tenantId: string; taskId: string; subjects: readonly TaskSubject[] },
): Promise<void> {
  const ids = subjects.map(({ id }) => id);
  const names = subjects.map(({ name }) => name);
  await sql`insert into tasks.subject (tenant_id, task_id, subject_id, name)
    select ${tenantId}::uuid, ${taskId}::uuid, id, name
    from unnest(${ids}::uuid[], ${names}::text[]) as s (id, name)`.execute(tx);
}

export interface TaskSubject {
  id: string;
  name: string;
}

export async function findTask(tx: Tx, { tenantId, id }: TaskKey): Promise<Task | undefined> {
  const row = await tx
    .selectFrom('tasks.task')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toTask(row);
}

/** The task, locked: one worker at a time takes subjects from it, and nobody cancels it meanwhile. */
export async function lockTask(tx: Tx, { tenantId, id }: TaskKey): Promise<Task | undefined> {
  const row = await tx
    .selectFrom('tasks.task')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toTask(row);
}

/** The next subjects that were not worked, in the order in which subscribers are locked. */
export async function takeSubjects(
  tx: Tx,
  { tenantId, taskId, limit }: { tenantId: string; taskId: string; limit: number },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('tasks.subject')
    .select('subjectId')
    .where('tenantId', '=', tenantId)
    .where('taskId', '=', taskId)
    .where('outcome', 'is', null)
    .orderBy('subjectId')
    .limit(limit)
    .execute();
  return rows.map(({ subjectId }) => subjectId);
}

export async function writeOutcomes(
  tx: Tx,
  {
    tenantId,
    taskId,
    outcomes,
    now,
  }: { tenantId: string; taskId: string; outcomes: ReadonlyMap<string, Outcome>; now: Date },
): Promise<void> {
  const rows = [...outcomes].map(([id, { kind, ...why }]) => ({ id, outcome: kind, ...why }));
  await sql`update tasks.subject s
    set outcome = r.outcome, code = r.code, message = r.message, worked_at = ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, outcome text, code text, message text)
    where s.tenant_id = ${tenantId} and s.task_id = ${taskId} and s.subject_id = r.id`.execute(tx);
}

/** Adds what one batch did, and says how the task stands. */
export async function writeProgress(
  tx: Tx,
  {
    tenantId,
    id,
    counts,
    state,
    now,
  }: TaskKey & { counts: Record<OutcomeKind, number>; state: TaskState; now: Date },
): Promise<void> {
  const isOver = state === 'done' || state === 'cancelled';
  await tx
    .updateTable('tasks.task')
    .set((eb) => ({
      changed: eb('changed', '+', counts.changed),
      unchanged: eb('unchanged', '+', counts.unchanged),
      refused: eb('refused', '+', counts.refused),
      state,
      progressedAt: now,
      finishedAt: isOver ? now : null,
    }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

export interface ListTasks {
  tenantId: string;
  /** Only what this person began; undefined: everybody's. */
  createdBy: string | undefined;
  limit: number;
  after: string | undefined;
}

/** Reads `limit + 1` tasks, the newest first. */
export async function listTasks(tx: Tx, { tenantId, createdBy, limit, after }: ListTasks): Promise<Task[]> {
  let query = tx.selectFrom('tasks.task').selectAll().where('tenantId', '=', tenantId);
  if (createdBy !== undefined) query = query.where('createdBy', '=', createdBy);
  if (after !== undefined) query = query.where('id', '<', after);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map(toTask);
}

export interface ListResults {
  tenantId: string;
  taskId: string;
  outcome: OutcomeKind | undefined;
  limit: number;
  after: string | undefined;
}

/** Reads `limit + 1` subjects of a task with what became of them. */
export function listResults(tx: Tx, { tenantId, taskId, outcome, limit, after }: ListResults) {
  let query = tx
    .selectFrom('tasks.subject')
    .select(['subjectId', 'name', 'outcome', 'code', 'message'])
    .where('tenantId', '=', tenantId)
    .where('taskId', '=', taskId);
  if (outcome !== undefined) query = query.where('outcome', '=', outcome);
  if (after !== undefined) query = query.where('subjectId', '>', after);
  return query
    .orderBy('subjectId')
    .limit(limit + 1)
    .execute();
}

/** Unfinished tasks of all tenants that stood still since then: their job was lost. */
export function listStandingStill(tx: Tx, { since, limit }: { since: Date; limit: number }) {
  return tx
    .selectFrom('tasks.task')
    .select(['tenantId', 'id'])
    .where('finishedAt', 'is', null)
    .where((eb) => eb(eb.fn.coalesce('progressedAt', 'createdAt'), '<', since))
    .orderBy('createdAt')
    .limit(limit)
    .execute();
}

function toTask(row: Selectable<DB['tasks.task']>): Task {
  const { id, kind, input, total, changed, unchanged, refused, createdAt, finishedAt } = row;
  const { createdBy, createdByName, createdByAddress } = row;
  // Held to these by the table's check constraint.
  const createdByKind = row.createdByKind as Task['createdByKind'];
  const state = row.state as TaskState;
  const counts = { total, changed, unchanged, refused };
  return {
    id,
    kind,
    input,
    state,
    ...counts,
    createdAt,
    createdBy,
    createdByKind,
    createdByName,
    createdByAddress,
    finishedAt,
  };
}
