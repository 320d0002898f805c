import { z } from 'zod';
import type { Tx } from '../../platform/db/index.ts';
import { idField } from '../../platform/http/index.ts';
import { mostSubjects, taskErrors, type TaskSubject } from '../tasks/index.ts';
import { listSubscriberIds } from './list-subscribers.ts';
import { readBulkSubjects, type BulkSubject } from './bulk-subject-store.ts';
import { subscriberStatuses } from './subscriber.ts';

const mostIds = 5_000;
/** Subscribers read at once. */
const chunkSize = 2_000;

/** Rows that were ticked, or all of a filter but those whose tick was taken away. */
export const selectionField = z.union([
  z.strictObject({ ids: z.array(idField).min(1).max(mostIds) }),
  z.strictObject({
    filter: z.strictObject({
      status: z.enum(subscriberStatuses).optional(),
      planId: idField.optional(),
      nasId: idField.optional(),
      tag: z.string().max(50).optional(),
      expiresWithinDays: z.int().min(1).max(366).optional(),
      online: z.boolean().optional(),
      q: z.string().trim().min(1).max(128).optional(),
    }),
    except: z.array(idField).max(mostIds).default([]),
  }),
]);
export type Selection = z.output<typeof selectionField>;

/** Whom the selection means now; ids of other tenants mean nobody. */
export async function readSelectedIds(
  tx: Tx,
  { tenantId, selection, now }: { tenantId: string; selection: Selection; now: Date },
): Promise<string[]> {
  if ('ids' in selection) return [...new Set(selection.ids)].toSorted();
  const { filter, except } = selection;
  const ids = await listSubscriberIds(tx, { tenantId, filter, now, limit: mostSubjects });
  if (ids.length > mostSubjects) throw taskErrors.tooMany();
  const left = new Set(except);
  return ids.filter((id) => !left.has(id));
}

/** The selected subscribers, so many at a time. */
export async function* readSelected(
  tx: Tx,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
): AsyncGenerator<BulkSubject[]> {
  for (let from = 0; from < ids.length; from += chunkSize) {
    yield await readBulkSubjects(tx, { tenantId, ids: ids.slice(from, from + chunkSize) });
  }
}

/** The selected subscribers as a task keeps them. */
export async function readTaskSubjects(
  tx: Tx,
  question: { tenantId: string; selection: Selection; now: Date },
): Promise<TaskSubject[]> {
  const { tenantId } = question;
  const ids = await readSelectedIds(tx, question);
  const rows = await tx
    .selectFrom('subscribers.subscriber')
    .select(['id', 'username as name'])
    .where('tenantId', '=', tenantId)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute();
  return rows;
}
