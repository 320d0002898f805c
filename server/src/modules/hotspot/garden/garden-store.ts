import { sql } from 'kysely';
import { violatedConstraint, type Tx } from '../../../platform/db/index.ts';
import { hotspotErrors } from '../errors.ts';
import type { GardenEntry } from './garden-entry.ts';

interface EntryKey {
  tenantId: string;
  id: string;
}

/** In the order in which they were made; `after` is the last id of the page before. */
export async function listEntries(
  tx: Tx,
  { tenantId, limit, after }: { tenantId: string; limit: number; after?: string | undefined },
): Promise<GardenEntry[]> {
  let query = entries(tx, tenantId).orderBy('id').limit(limit);
  if (after !== undefined) query = query.where('id', '>', after);
  return (await query.execute()).map(toEntry);
}

export async function countEntries(tx: Tx, tenantId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('hotspot.walledGardenEntry')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('tenantId', '=', tenantId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Throws `hotspot.entry_taken`. */
export async function insertEntry(tx: Tx, tenantId: string, entry: GardenEntry): Promise<void> {
  try {
    await tx
      .insertInto('hotspot.walledGardenEntry')
      .values({ tenantId, ...entry })
      .execute();
  } catch (cause) {
    if (violatedConstraint(cause) === 'walled_garden_entry_once') throw hotspotErrors.entryTaken({ cause });
    throw cause;
  }
}

/** Answers what it was; undefined: there was none. */
export async function deleteEntry(tx: Tx, { tenantId, id }: EntryKey): Promise<GardenEntry | undefined> {
  const row = await tx
    .deleteFrom('hotspot.walledGardenEntry')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();
  return row && toEntry(row);
}

const columns = [
  'id',
  'host',
  sql<string | null>`text(prefix)`.as('prefix'),
  'protocol',
  'port',
  'note',
] as const;

function entries(tx: Tx, tenantId: string) {
  return tx.selectFrom('hotspot.walledGardenEntry').select(columns).where('tenantId', '=', tenantId);
}

function toEntry({
  protocol,
  ...row
}: Omit<GardenEntry, 'protocol'> & { protocol: string | null }): GardenEntry {
  return { ...row, protocol: protocol as GardenEntry['protocol'] };
}
