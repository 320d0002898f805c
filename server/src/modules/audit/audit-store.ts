import type { Tx } from '../../platform/db/index.ts';

export interface AuditFilter {
  subjectKind: string | undefined;
  subjectId: string | undefined;
  actorId: string | undefined;
  action: string | undefined;
}

/** Newest first; ids are in the order of time. `before` is the last id of the page before. */
export function listEntries(
  tx: Tx,
  {
    tenantId,
    filter,
    before,
    limit,
  }: { tenantId: string; filter: AuditFilter; before: string | undefined; limit: number },
) {
  let query = tx
    .selectFrom('audit.entry')
    .select([
      'id',
      'at',
      'actorKind',
      'actorId',
      'actorName',
      'action',
      'subjectKind',
      'subjectId',
      'subjectName',
      'before',
      'after',
      'address',
    ])
    .where('tenantId', '=', tenantId)
    .orderBy('id', 'desc')
    .limit(limit);
  for (const column of ['subjectKind', 'subjectId', 'actorId', 'action'] as const) {
    const wanted = filter[column];
    if (wanted !== undefined) query = query.where(column, '=', wanted);
  }
  if (before !== undefined) query = query.where('id', '<', before);
  return query.execute();
}
