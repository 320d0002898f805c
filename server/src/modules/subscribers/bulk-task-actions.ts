import type { Outcome, TaskAction } from '../tasks/index.ts';
import type { BulkAction } from './bulk-action.ts';
import { readBulkSubjects } from './bulk-subject-store.ts';
import { subscriberErrors } from './errors.ts';
import { lockSubscriber } from './subscriber-store.ts';

export function taskKindOf({ name }: BulkAction): string {
  return `subscribers.${name}`;
}

/** The actions as the worker runs them: each subscriber is judged anew under its lock, then changed or left. */
export function bulkTaskActions(actions: readonly BulkAction[]): TaskAction[] {
  return actions.map((action) => ({
    kind: taskKindOf(action),
    async work(tx, actor, { subjectId, input, now }): Promise<Outcome> {
      const { tenantId } = actor;
      if (!(await lockSubscriber(tx, { tenantId, id: subjectId }))) throw subscriberErrors.notFound();
      const [subject] = await readBulkSubjects(tx, { tenantId, ids: [subjectId] });
      const verdict = action.judge(subject!, input, now);
      if (verdict.kind === 'changed') await action.apply(tx, actor, { subject: subject!, input, now });
      return verdict;
    },
  }));
}
