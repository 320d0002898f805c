import { z } from 'zod';
import type { Clock, Random } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import { httpErrors } from '../../platform/http/errors.ts';
import { defineRoute, idField, integerField, type Actor, type Route } from '../../platform/http/index.ts';
import { startTask, taskAnswer, toTaskAnswer } from '../tasks/index.ts';
import type { BulkAction } from './bulk-action.ts';
import { readTaskSubjects, selectionField } from './bulk-selection.ts';
import { taskKindOf } from './bulk-task-actions.ts';
import { previewBulk } from './preview-bulk.ts';
import { subscriberStatuses } from './subscriber.ts';

export interface BulkDeps {
  database: Database;
  clock: Clock;
  random: Random;
  /** Of all modules that do something to many subscribers. */
  actions: readonly BulkAction[];
}

const outcome = z.enum(['changed', 'unchanged', 'refused']);

const previewAnswer = z.object({
  total: integerField,
  changed: integerField,
  unchanged: integerField,
  refused: integerField,
  /** Why some are refused, and how many for each reason. */
  refusals: z.array(z.object({ code: z.string(), message: z.string(), count: integerField })),
  /** Some of each outcome, the refused first. */
  sample: z.array(
    z.object({
      id: idField,
      username: z.string(),
      fullName: z.string().nullable(),
      status: z.enum(subscriberStatuses),
      outcome,
      code: z.string().nullable(),
    }),
  ),
});

/** The routes that act on many subscribers: one tells what would happen, the other begins it. */
export function bulkRoutes(deps: BulkDeps): Route[] {
  const action = actionField(deps.actions);
  return [
    defineRoute({
      method: 'POST',
      path: '/api/subscribers/bulk/preview',
      summary: 'What an action would do to the selected subscribers; changes nothing',
      tag: 'subscribers',
      permission: 'subscribers.read',
      body: z.strictObject({ selection: selectionField, action }),
      answer: previewAnswer,
      handle: ({ actor, tenantId, body }) => {
        const now = new Date(deps.clock.now());
        const chosen = choose(deps, actor, body.action);
        return deps.database.inTenant(tenantId, (tx) =>
          previewBulk(tx, { tenantId, selection: body.selection, now, ...chosen }),
        );
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/subscribers/bulk',
      summary: 'Act on the subscribers that are selected now; answers the task that does it',
      tag: 'subscribers',
      permission: 'subscribers.read',
      body: z.strictObject({
        selection: selectionField,
        action,
        /** Asked again with the same key, the same task answers. */
        idempotencyKey: z.string().min(8).max(100),
      }),
      answer: taskAnswer,
      status: 202,
      handle: async ({ actor, tenantId, body }) => {
        const { selection, idempotencyKey } = body;
        const now = new Date(deps.clock.now());
        const { action: chosen, input } = choose(deps, actor, body.action);
        return deps.database.inTenant(tenantId, async (tx) => {
          const task = await startTask(
            deps,
            { tx, actor },
            {
              kind: taskKindOf(chosen),
              input,
              selection,
              idempotencyKey,
              async subjects(reading) {
                await chosen.check?.(reading, tenantId, input);
                return readTaskSubjects(reading, { tenantId, selection, now });
              },
            },
          );
          return toTaskAnswer(task);
        });
      },
    }),
  ];
}

type NamedInput = { name: string } & Record<string, unknown>;

/** One branch for each action, told apart by its name. */
function actionField(actions: readonly BulkAction[]): z.ZodType<NamedInput> {
  const branches = actions.map(({ name, input }) => input.extend({ name: z.literal(name) }));
  const [first, ...others] = branches;
  if (!first) throw new Error('no module does anything to many subscribers');
  return z.discriminatedUnion('name', [first, ...others]) as unknown as z.ZodType<NamedInput>;
}

/** The action with its input; 403 when a permission that it needs is missing. */
function choose({ actions }: BulkDeps, actor: Actor, { name, ...input }: NamedInput) {
  const action = actions.find((one) => one.name === name)!;
  if (!action.permissions.every((permission) => actor.can(permission))) throw httpErrors.forbidden();
  return { action, input };
}
