import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

interface ZoneKey {
  tenantId: string;
  id: string;
}

/** The prefixes of a zone, IPv4 first, in the order of their addresses. */
export async function readPrefixes(tx: Tx, { tenantId, id }: ZoneKey): Promise<string[]> {
  const { rows } = await sql<{ prefix: string }>`
    select prefix::text as prefix from zones.prefix
    where tenant_id = ${tenantId} and zone_id = ${id}
    order by zones.prefix.prefix`.execute(tx);
  return rows.map((row) => row.prefix);
}

/**
 * Where prefixes of one list overlap, by their places in it. Sorted, a prefix stands right behind one that holds it or
 * behind another that does, so that each row needs to look only at the one before: at least one pair is found.
 */
export async function findOverlaps(
  tx: Tx,
  prefixes: readonly string[],
): Promise<{ place: number; of: number }[]> {
  const { rows } = await sql<{ place: bigint; of: bigint }>`
    select place, "of" from (
      select place, prefix, lag(place) over sorted as "of", lag(prefix) over sorted as before
      from unnest(${[...prefixes]}::cidr[]) with ordinality as given (prefix, place)
      window sorted as (order by prefix, place)
    ) pairs
    where before >>= prefix
    order by place`.execute(tx);
  return rows.map(({ place, of }) => ({ place: Number(place) - 1, of: Number(of) - 1 }));
}

/** Which of these prefixes overlap one of another zone, by their places in the list. */
export async function findTaken(
  tx: Tx,
  { tenantId, id, prefixes, limit }: ZoneKey & { prefixes: readonly string[]; limit: number },
): Promise<{ place: number; prefix: string; zoneName: string }[]> {
  const { rows } = await sql<{ place: bigint; prefix: string; zoneName: string }>`
    select given.place, held.prefix::text as prefix, zone.name as zone_name
    from unnest(${[...prefixes]}::cidr[]) with ordinality as given (prefix, place)
      join zones.prefix held on held.tenant_id = ${tenantId} and held.prefix && given.prefix and held.zone_id <> ${id}
      join zones.zone zone on zone.tenant_id = held.tenant_id and zone.id = held.zone_id
    order by given.place
    limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, place: Number(row.place) - 1 }));
}

export interface PrefixChange {
  added: string[];
  removed: string[];
}

/** Makes these the prefixes of the zone and says what that changed. */
export async function writePrefixes(
  tx: Tx,
  { tenantId, id, prefixes }: ZoneKey & { prefixes: readonly string[] },
): Promise<PrefixChange> {
  const given = [...prefixes];
  const removed = await sql<{ prefix: string }>`
    delete from zones.prefix where tenant_id = ${tenantId} and zone_id = ${id}
      and zones.prefix.prefix <> all (${given}::cidr[])
    returning prefix::text as prefix`.execute(tx);
  const added = await sql<{ prefix: string }>`
    insert into zones.prefix (tenant_id, zone_id, prefix)
    select ${tenantId}, ${id}, prefix from unnest(${given}::cidr[]) as given (prefix)
    on conflict (tenant_id, zone_id, prefix) do nothing
    returning prefix::text as prefix`.execute(tx);
  return { added: added.rows.map((row) => row.prefix), removed: removed.rows.map((row) => row.prefix) };
}
