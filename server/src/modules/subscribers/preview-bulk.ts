import type { Tx } from '../../platform/db/index.ts';
import { taskErrors } from '../tasks/index.ts';
import type { BulkAction, Verdict } from './bulk-action.ts';
import { readSelected, readSelectedIds, type Selection } from './bulk-selection.ts';
import type { BulkSubject } from './bulk-subject-store.ts';

const sampleSize = 20;
/** The refused are what a person wants to see before it happens; the rest shows that the right ones are meant. */
const samplePerOutcome = { refused: 10, unchanged: 4, changed: 20 };

export interface PreviewOrder {
  tenantId: string;
  selection: Selection;
  action: BulkAction;
  input: unknown;
  now: Date;
}

/** What the action would do to each selected subscriber as they are now, counted, with a sample. */
export async function previewBulk(tx: Tx, { tenantId, selection, action, input, now }: PreviewOrder) {
  await action.check?.(tx, tenantId, input);
  const ids = await readSelectedIds(tx, { tenantId, selection, now });
  const counts = { changed: 0, unchanged: 0, refused: 0 };
  const refusals = new Map<string, { code: string; message: string; count: number }>();
  const samples: Record<Verdict['kind'], SampleRow[]> = { changed: [], unchanged: [], refused: [] };
  for await (const subjects of readSelected(tx, { tenantId, ids })) {
    for (const subject of subjects) {
      const verdict = action.judge(subject, input, now);
      counts[verdict.kind]++;
      if (samples[verdict.kind].length < samplePerOutcome[verdict.kind]) {
        samples[verdict.kind].push(toSampleRow(subject, verdict));
      }
      if (verdict.kind !== 'refused') continue;
      const { code, message } = verdict;
      refusals.set(code, { code, message, count: (refusals.get(code)?.count ?? 0) + 1 });
    }
  }
  const total = counts.changed + counts.unchanged + counts.refused;
  if (total === 0) throw taskErrors.nothingSelected();
  const sample = [...samples.refused, ...samples.unchanged, ...samples.changed].slice(0, sampleSize);
  return { total, ...counts, refusals: [...refusals.values()], sample };
}

type SampleRow = ReturnType<typeof toSampleRow>;

function toSampleRow({ id, username, fullName, status }: BulkSubject, verdict: Verdict) {
  const code = verdict.kind === 'refused' ? verdict.code : null;
  return { id, username, fullName, status, outcome: verdict.kind, code };
}
