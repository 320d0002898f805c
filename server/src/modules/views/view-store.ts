import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

export interface SavedView {
  id: string;
  list: string;
  name: string;
  search: string;
}

interface Owner {
  tenantId: string;
  personId: string;
}

/** The person's views of one list by their names. */
export function listViews(
  tx: Tx,
  { tenantId, personId, list }: Owner & { list: string },
): Promise<SavedView[]> {
  return tx
    .selectFrom('views.savedView')
    .select(['id', 'list', 'name', 'search'])
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('list', '=', list)
    .orderBy('name')
    .execute();
}

/** Writes a view; one of the same name is replaced. */
export async function writeView(
  tx: Tx,
  { tenantId, personId, ...view }: Owner & SavedView,
): Promise<SavedView> {
  const { rows } = await sql<SavedView>`
    insert into views.saved_view (tenant_id, id, person_id, list, name, search)
    values (${tenantId}, ${view.id}, ${personId}, ${view.list}, ${view.name}, ${view.search})
    on conflict (tenant_id, person_id, list, lower(name)) do update set name = excluded.name, search = excluded.search
    returning id, list, name, search`.execute(tx);
  return rows[0]!;
}

/** False when the person has no such view. */
export async function removeView(
  tx: Tx,
  { tenantId, personId, id }: Owner & { id: string },
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('views.savedView')
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
