import type { Insertable, Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import type {
  EnforcementRung,
  MessageAuthenticatorMode,
  Nas,
  NasObservation,
  NasTransport,
  NasVendor,
} from './nas.ts';
import { routerAccessColumns, toNasApi, type RouterAccessRow } from './router-access.ts';

/** A NAS and what was seen of it. */
export interface ObservedNas {
  nas: Nas;
  observation: NasObservation | undefined;
}

export interface NasFilter {
  vendor?: NasVendor | undefined;
  isEnabled?: boolean | undefined;
}

export async function findNas(
  tx: Tx,
  { tenantId, id, forUpdate = false }: { tenantId: string; id: string; forUpdate?: boolean },
): Promise<Nas | undefined> {
  let query = tx.selectFrom('nas.nas').selectAll().where('tenantId', '=', tenantId).where('id', '=', id);
  if (forUpdate) query = query.forNoKeyUpdate();
  const row = await query.executeTakeFirst();
  return row && toNas(row);
}

export async function findObservation(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<NasObservation | undefined> {
  const row = await tx
    .selectFrom('nas.observation')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('nasId', '=', id)
    .executeTakeFirst();
  return row && toObservation(row);
}

/** Reads `limit + 1` NAS in the order of their names; `sortKey` is the name as the order sees it. */
export async function listNas(
  tx: Tx,
  {
    tenantId,
    filter,
    limit,
    after,
  }: { tenantId: string; filter: NasFilter; limit: number; after: string | undefined },
): Promise<(ObservedNas & { sortKey: string })[]> {
  let query = tx
    .selectFrom('nas.nas')
    .selectAll()
    .select(sql<string>`lower(name)`.as('sortKey'))
    .where('tenantId', '=', tenantId);
  if (filter.vendor !== undefined) query = query.where('vendor', '=', filter.vendor);
  if (filter.isEnabled !== undefined) query = query.where('isEnabled', '=', filter.isEnabled);
  if (after !== undefined) query = query.where(sql`lower(name)`, '>', after);
  const rows = await query
    .orderBy(sql`lower(name)`)
    .limit(limit + 1)
    .execute();
  const seen = await observationsOf(tx, { tenantId, ids: rows.map((row) => row.id) });
  return rows.map((row) => ({ nas: toNas(row), observation: seen.get(row.id), sortKey: row.sortKey }));
}

async function observationsOf(
  tx: Tx,
  { tenantId, ids }: { tenantId: string; ids: string[] },
): Promise<Map<string, NasObservation>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('nas.observation')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('nasId', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.nasId, toObservation(row)]));
}

export async function insertNas(tx: Tx, row: Insertable<DB['nas.nas']>): Promise<Nas> {
  return toNas(await tx.insertInto('nas.nas').values(row).returningAll().executeTakeFirstOrThrow());
}

/** Writes the fields and counts the revision up. */
export async function updateNas(
  tx: Tx,
  { tenantId, id, change }: { tenantId: string; id: string; change: Updateable<DB['nas.nas']> },
): Promise<Nas> {
  const row = await tx
    .updateTable('nas.nas')
    .set(change)
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toNas(row);
}

export async function deleteNas(tx: Tx, { tenantId, id }: { tenantId: string; id: string }): Promise<void> {
  await tx.deleteFrom('nas.nas').where('tenantId', '=', tenantId).where('id', '=', id).execute();
}

export async function readSealedSecret(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('nas.nas')
    .select('secretSealed')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.secretSealed;
}

/** How the API of one NAS is reached, as it is kept; open it with `openRouterAccess`. */
export function findRouterAccess(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<RouterAccessRow | undefined> {
  return tx
    .selectFrom('nas.nas')
    .select(routerAccessColumns)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The enabled NAS of all tenants whose counters are asked for over their API. */
export function listSyncedRouters(tx: Tx, { limit }: { limit: number }): Promise<RouterAccessRow[]> {
  return tx
    .selectFrom('nas.nas')
    .select(routerAccessColumns)
    .where('isEnabled', '=', true)
    .where('syncsUsage', '=', true)
    .where('apiPort', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Keeps the certificate that was met first; answers whether it was, for another process may have met one before. */
export async function learnFingerprint(
  tx: Tx,
  { tenantId, id, fingerprint }: { tenantId: string; id: string; fingerprint: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('nas.nas')
    .set({ apiFingerprint: fingerprint })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('apiFingerprint', 'is', null)
    .where('apiUsesTls', '=', true)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether this tenant has a NAS with this id. */
export async function hasNas(tx: Tx, { tenantId, id }: { tenantId: string; id: string }): Promise<boolean> {
  return (await findNas(tx, { tenantId, id })) !== undefined;
}

function toNas(row: Selectable<DB['nas.nas']>): Nas {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    prefix: row.prefix,
    vendor: row.vendor as NasVendor,
    messageAuthenticator: row.messageAuthenticator as MessageAuthenticatorMode,
    coaPort: row.coaPort,
    interimIntervalS: row.interimIntervalS,
    swapsOctets: row.swapsOctets,
    wrapsWithoutGigawords: row.wrapsWithoutGigawords,
    enforcementOrder: row.enforcementOrder as EnforcementRung[],
    api: toNasApi(row),
    syncsUsage: row.syncsUsage,
    transport: row.transport as NasTransport,
    certificateFingerprint: row.certificateFingerprint,
    certificateExpiresAt: row.certificateExpiresAt,
    usesOwnPort: row.usesOwnPort,
    isEnabled: row.isEnabled,
    revision: row.revision,
  };
}

function toObservation(row: Selectable<DB['nas.observation']>): NasObservation {
  return {
    firstPacketAt: row.firstPacketAt,
    lastPacketAt: row.lastPacketAt,
    lastAddress: row.lastAddress,
    identifier: row.identifier,
    requests: row.requests,
    messageAuthenticatorRun: row.messageAuthenticatorRun,
    discards: row.discards as Record<string, number>,
  };
}
