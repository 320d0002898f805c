import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import {
  defineListRoute,
  idField,
  instantField,
  instantInput,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import { listEntries } from './audit-store.ts';

const fieldsAnswer = z.record(z.string(), z.unknown()).nullable();

const entryAnswer = z.object({
  id: idField,
  at: instantField,
  actorKind: z.enum(['staff', 'api_key', 'system', 'cli']),
  actorId: idField.nullable(),
  actorName: z.string(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: idField.nullable(),
  subjectName: z.string().nullable(),
  before: fieldsAnswer,
  after: fieldsAnswer,
  address: z.string().nullable(),
});
type EntryAnswer = z.output<typeof entryAnswer>;

export function routes({ database }: { database: Database }): Route[] {
  return [
    defineListRoute({
      path: '/api/audit',
      summary: 'Who did what, newest first',
      tag: 'audit',
      permission: 'audit.read',
      query: z.strictObject({
        subjectKind: z.string().max(100).optional(),
        subjectId: idField.optional(),
        actorId: idField.optional(),
        action: z.string().max(100).optional(),
        from: instantInput.optional().describe('Acts of this instant and later ones.'),
        to: instantInput.optional().describe('Acts before this instant.'),
      }),
      item: entryAnswer,
      cursor: z.strictObject({ id: idField }),
      handle: async ({ tenantId, query, page }) => {
        const { from, to, subjectKind, subjectId, actorId, action } = query;
        const rows = await database.readInTenant(tenantId, (tx) =>
          listEntries(tx, {
            tenantId,
            filter: { subjectKind, subjectId, actorId, action, from: instantOf(from), to: instantOf(to) },
            before: page.after?.id,
            limit: page.limit + 1,
          }),
        );
        return pageOf(rows.map(toAnswer), page.limit, ({ id }) => ({ id }));
      },
    }),
  ];
}

function instantOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

function toAnswer(row: Awaited<ReturnType<typeof listEntries>>[number]): EntryAnswer {
  return {
    ...row,
    at: row.at.toISOString(),
    // Held to these by the table's check constraint; the objects are written by recordAudit alone.
    actorKind: row.actorKind as EntryAnswer['actorKind'],
    before: row.before as EntryAnswer['before'],
    after: row.after as EntryAnswer['after'],
  };
}
