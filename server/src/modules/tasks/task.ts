import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';

export const taskStates = ['waiting', 'running', 'done', 'cancelled'] as const;
export type TaskState = (typeof taskStates)[number];

export const outcomeKinds = ['changed', 'unchanged', 'refused'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** What became of one subject; a refusal says why as the API would. */
export type Outcome =
  { kind: 'changed' } | { kind: 'unchanged' } | { kind: 'refused'; code: string; message: string };

/** What a task does to each subject. */
export interface TaskAction {
  /** `<list>.<action>`, such as `subscribers.suspend`. */
  kind: string;
  /** Subjects of one transaction, whose progress shows as one; undefined: as many as are quick to work. */
  subjectsPerBatch?: number;
  /**
   * Acts on one subject in the transaction that records its outcome. Throws of a catalogue are refusals;
   * what was written before is then undone.
   */
  work(tx: Tx, actor: Actor, order: { subjectId: string; input: unknown; now: Date }): Promise<Outcome>;
}

export interface Task {
  id: string;
  kind: string;
  input: unknown;
  state: TaskState;
  total: number;
  changed: number;
  unchanged: number;
  refused: number;
  createdAt: Date;
  createdBy: string | null;
  createdByKind: Actor['kind'];
  createdByName: string;
  createdByAddress: string | null;
  finishedAt: Date | null;
}

/** Nothing more will be done. */
export function isOver(state: TaskState): boolean {
  return state === 'done' || state === 'cancelled';
}
