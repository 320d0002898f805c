import { z } from 'zod';
import { idField, instantField, integerField } from '../../platform/http/index.ts';
import { taskStates, type Task } from './task.ts';

export const taskAnswer = z.object({
  id: idField,
  kind: z.string(),
  /** What the action was given, such as the reason or the plan. */
  input: z.record(z.string(), z.unknown()),
  state: z.enum(taskStates),
  total: integerField,
  /** Worked so far: changed, unchanged and refused together. */
  done: integerField,
  changed: integerField,
  unchanged: integerField,
  refused: integerField,
  createdAt: instantField,
  createdByName: z.string(),
  finishedAt: instantField.nullable(),
});

export function toTaskAnswer(task: Task): z.input<typeof taskAnswer> {
  const { id, kind, state, total, changed, unchanged, refused, createdByName, finishedAt } = task;
  return {
    id,
    kind,
    // Written by startTask, which takes an object.
    input: task.input as Record<string, unknown>,
    state,
    total,
    done: changed + unchanged + refused,
    changed,
    unchanged,
    refused,
    createdAt: task.createdAt.toISOString(),
    createdByName,
    finishedAt: finishedAt && finishedAt.toISOString(),
  };
}
