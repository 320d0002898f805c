import { sql, type Insertable, type Selectable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import type { Zone } from './zone.ts';

interface ZoneKey {
  tenantId: string;
  id: string;
}

/** With `forUpdate` also new rules of plans for it wait. */
export async function findZone(
  tx: Tx,
  { tenantId, id, forUpdate = false }: ZoneKey & { forUpdate?: boolean },
): Promise<Zone | undefined> {
  let query = tx.selectFrom('zones.zone').selectAll().where('tenantId', '=', tenantId).where('id', '=', id);
  if (forUpdate) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && toZone(row);
}

/** What these zones are called; those that are not the tenant's are left out. */
export async function zoneNames(
  tx: Tx,
  { tenantId, zoneIds }: { tenantId: string; zoneIds: readonly string[] },
): Promise<Map<string, string>> {
  if (zoneIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('zones.zone')
    .select(['id', 'name'])
    .where('tenantId', '=', tenantId)
    .where('id', 'in', zoneIds)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

export interface ListedZone extends Zone {
  prefixCount: number;
  sortKey: string;
}

/** Reads `limit + 1` zones in the order of their names. */
export async function listZones(
  tx: Tx,
  { tenantId, limit, after }: { tenantId: string; limit: number; after: string | undefined },
): Promise<ListedZone[]> {
  let query = tx
    .selectFrom('zones.zone')
    .selectAll()
    .select([
      sql<string>`lower(name)`.as('sortKey'),
      (eb) =>
        eb
          .selectFrom('zones.prefix')
          .select((inner) => inner.fn.countAll<bigint>().as('count'))
          .whereRef('zones.prefix.tenantId', '=', 'zones.zone.tenantId')
          .whereRef('zones.prefix.zoneId', '=', 'zones.zone.id')
          .as('prefixCount'),
    ])
    .where('tenantId', '=', tenantId);
  if (after !== undefined) query = query.where(sql`lower(name)`, '>', after);
  const rows = await query
    .orderBy(sql`lower(name)`)
    .limit(limit + 1)
    .execute();
  return rows.map((row) => ({
    ...toZone(row),
    prefixCount: Number(row.prefixCount),
    sortKey: row.sortKey,
  }));
}

export async function countZones(tx: Tx, { tenantId }: { tenantId: string }): Promise<number> {
  const { count } = await tx
    .selectFrom('zones.zone')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('tenantId', '=', tenantId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertZone(tx: Tx, row: Insertable<DB['zones.zone']>): Promise<Zone> {
  return toZone(await tx.insertInto('zones.zone').values(row).returningAll().executeTakeFirstOrThrow());
}

/** Writes the fields and counts the revision up, which also tells who follows the zone of new prefixes. */
export async function updateZone(
  tx: Tx,
  { tenantId, id, name, key, description }: ZoneKey & Omit<Zone, 'revision'>,
): Promise<Zone> {
  const row = await tx
    .updateTable('zones.zone')
    .set((eb) => ({ name, key, description, revision: eb('revision', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toZone(row);
}

export async function deleteZone(tx: Tx, { tenantId, id }: ZoneKey): Promise<void> {
  await tx.deleteFrom('zones.zone').where('tenantId', '=', tenantId).where('id', '=', id).execute();
}

function toZone(row: Selectable<DB['zones.zone']>): Zone {
  return {
    id: row.id,
    name: row.name,
    key: row.key,
    description: row.description,
    revision: row.revision,
  };
}
