import type { z } from 'zod';
import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import type { BulkSubject } from './bulk-subject-store.ts';

/** What an action would do to a subscriber, or does. */
export type Verdict =
  { kind: 'changed' } | { kind: 'unchanged' } | { kind: 'refused'; code: string; message: string };

/**
 * Something that is done to many subscribers. `judge` says what it would do to one as that is now, and is
 * asked again just before it is done, so that the preview tells what will happen.
 */
export interface BulkAction<Input = unknown> {
  name: string;
  /** All of them are needed, besides the right to see subscribers. */
  permissions: readonly string[];
  /** What it is given, without the name. */
  input: z.ZodObject;
  /** Refuses an input that would be refused for everybody, such as a plan that is not on sale. */
  check?(tx: Tx, tenantId: string, input: Input): Promise<void>;
  judge(subject: BulkSubject, input: Input, now: Date): Verdict;
  /** Only called for what is judged to change; the subscriber's row is locked. */
  apply(tx: Tx, actor: Actor, order: { subject: BulkSubject; input: Input; now: Date }): Promise<void>;
}

/** Erases the input's type, which the schema vouches for. */
export function defineBulkAction<Input>(action: BulkAction<Input>): BulkAction {
  return action;
}

export const changed: Verdict = { kind: 'changed' };
export const unchanged: Verdict = { kind: 'unchanged' };

export function refusedAs({ entry }: { entry: { code: string; message: string } }): Verdict {
  return { kind: 'refused', code: entry.code, message: entry.message };
}
