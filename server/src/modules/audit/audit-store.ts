import type { Tx } from '../../platform/db/index.ts';

export interface AuditFilter {
  subjectKind: string | undefined;
  subjectId: string | undefined;
  actorId: string | undefined;
  action: string | undefined;
  /** Acts of this instant and later ones. */
  from: Date | undefined;
  /** Acts before this instant. */
  to: Date | undefined;
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
  // By id, which begins with the millisecond of the act: the primary key finds a day of years ago at once.
  if (filter.from !== undefined) query = query.where('id', '>=', firstIdOf(filter.from));
  if (filter.to !== undefined) query = query.where('id', '<', firstIdOf(filter.to));
  if (before !== undefined) query = query.where('id', '<', before);
  return query.execute();
}

/** The least UUIDv7 of an instant's millisecond. */
function firstIdOf(at: Date): string {
  const ms = at.getTime().toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`;
}
