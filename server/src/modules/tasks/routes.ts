import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database, Tx } from '../../platform/db/index.ts';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  pageOf,
  actorId,
  type Actor,
  type Route,
} from '../../platform/http/index.ts';
import { cancelTask } from './cancel-task.ts';
import { taskErrors } from './errors.ts';
import { taskAnswer, toTaskAnswer } from './task-answer.ts';
import { findTask, listResults, listTasks } from './task-store.ts';
import { outcomeKinds, type OutcomeKind, type Task } from './task.ts';

const resultAnswer = z.object({
  subjectId: idField,
  name: z.string(),
  /** Null: not worked yet. */
  outcome: z.enum(outcomeKinds).nullable(),
  code: z.string().nullable(),
  message: z.string().nullable(),
});

/** The routes of this module. Everybody sees what they began themselves, others with the permission. */
export function routes(deps: { database: Database; clock: Clock }): Route[] {
  return [...readingRoutes(deps), cancelRoute(deps)];
}

function readingRoutes({ database }: { database: Database }): Route[] {
  return [
    defineListRoute({
      path: '/api/tasks',
      summary: 'List bulk tasks, the newest first',
      tag: 'tasks',
      permission: 'signed_in',
      item: taskAnswer,
      cursor: idField,
      handle: async ({ actor, tenantId, page }) => {
        const { limit, after } = page;
        const createdBy = actor.can('tasks.read') ? undefined : actorId(actor)!;
        const rows = await database.inTenant(tenantId, (tx) =>
          listTasks(tx, { tenantId, createdBy, limit, after }),
        );
        const { items, next } = pageOf(rows, limit, (last) => last.id);
        return { items: items.map(toTaskAnswer), next };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/tasks/:id',
      summary: 'One bulk task and how far it is',
      tag: 'tasks',
      permission: 'signed_in',
      params: idParams,
      answer: taskAnswer,
      handle: async ({ actor, tenantId, params }) =>
        toTaskAnswer(await database.inTenant(tenantId, (tx) => requireTask(tx, actor, params.id))),
    }),
    defineListRoute({
      path: '/api/tasks/:id/results',
      summary: 'What became of each subject of a bulk task',
      tag: 'tasks',
      permission: 'signed_in',
      params: idParams,
      query: z.strictObject({ outcome: z.enum(outcomeKinds).optional() }),
      item: resultAnswer,
      cursor: idField,
      handle: async ({ actor, tenantId, params, query, page }) => {
        const { limit, after } = page;
        const rows = await database.inTenant(tenantId, async (tx) => {
          await requireTask(tx, actor, params.id);
          return listResults(tx, { tenantId, taskId: params.id, outcome: query.outcome, limit, after });
        });
        const { items, next } = pageOf(rows, limit, (last) => last.subjectId);
        return { items: items.map((row) => ({ ...row, outcome: row.outcome as OutcomeKind | null })), next };
      },
    }),
  ];
}

function cancelRoute(deps: { database: Database; clock: Clock }): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/tasks/:id/cancel',
    summary: 'Stop a bulk task; what was done stays done',
    tag: 'tasks',
    permission: 'signed_in',
    params: idParams,
    answer: taskAnswer,
    handle: async ({ actor, params }) => toTaskAnswer(await cancelTask(deps, actor, params)),
  });
}

async function requireTask(tx: Tx, actor: Actor, id: string): Promise<Task> {
  const task = await findTask(tx, { tenantId: actor.tenantId, id });
  const maySee = task && (task.createdBy === actorId(actor) || actor.can('tasks.read'));
  if (!maySee) throw taskErrors.notFound();
  return task;
}
