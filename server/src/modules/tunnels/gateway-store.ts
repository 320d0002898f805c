import { sql, type Insertable, type Selectable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import type { Gateway, TunnelKind } from './gateway.ts';

interface Key {
  tenantId: string;
  id: string;
}

/** A gateway and how many routers dial it. */
export interface ListedGateway extends Gateway {
  tunnels: number;
  sortKey: string;
}

/** With `forUpdate` new tunnels of it wait. */
export async function findGateway(
  tx: Tx,
  { tenantId, id, forUpdate = false }: Key & { forUpdate?: boolean },
): Promise<Gateway | undefined> {
  let query = tx
    .selectFrom('tunnels.gateway')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id);
  if (forUpdate) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && toGateway(row);
}

export async function readGatewayKeys(tx: Tx, { tenantId, id }: Key): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('tunnels.gateway')
    .select('keysSealed')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.keysSealed;
}

/** Reads `limit + 1` gateways in the order of their names. */
export async function listGateways(
  tx: Tx,
  { tenantId, limit, after }: { tenantId: string; limit: number; after: string | undefined },
): Promise<ListedGateway[]> {
  let query = tx
    .selectFrom('tunnels.gateway')
    .selectAll()
    .select([
      sql<string>`lower(name)`.as('sortKey'),
      (eb) =>
        eb
          .selectFrom('tunnels.tunnel')
          .select((inner) => inner.fn.countAll<bigint>().as('count'))
          .whereRef('tunnels.tunnel.tenantId', '=', 'tunnels.gateway.tenantId')
          .whereRef('tunnels.tunnel.gatewayId', '=', 'tunnels.gateway.id')
          .as('tunnels'),
    ])
    .where('tenantId', '=', tenantId);
  if (after !== undefined) query = query.where(sql`lower(name)`, '>', after);
  const rows = await query
    .orderBy(sql`lower(name)`)
    .limit(limit + 1)
    .execute();
  return rows.map((row) => ({ ...toGateway(row), tunnels: Number(row.tunnels), sortKey: row.sortKey }));
}

export async function countTunnels(tx: Tx, { tenantId, id }: Key): Promise<number> {
  const { count } = await tx
    .selectFrom('tunnels.tunnel')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('tenantId', '=', tenantId)
    .where('gatewayId', '=', id)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertGateway(tx: Tx, row: Insertable<DB['tunnels.gateway']>): Promise<Gateway> {
  return toGateway(
    await tx.insertInto('tunnels.gateway').values(row).returningAll().executeTakeFirstOrThrow(),
  );
}

export interface GatewayChange {
  name: string;
  publicHost: string;
  port: number;
  serverAddress: string | null;
  /** With a new name its certificate is another one. */
  certificate?: string;
  certificateExpiresAt?: Date;
  keysSealed?: Buffer;
}

/** Writes the fields and counts the revision up. */
export async function updateGateway(
  tx: Tx,
  { tenantId, id, change }: Key & { change: GatewayChange },
): Promise<Gateway> {
  const row = await tx
    .updateTable('tunnels.gateway')
    .set(change)
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toGateway(row);
}

export async function deleteGateway(tx: Tx, { tenantId, id }: Key): Promise<void> {
  await tx.deleteFrom('tunnels.gateway').where('tenantId', '=', tenantId).where('id', '=', id).execute();
}

function toGateway(row: Selectable<DB['tunnels.gateway']>): Gateway {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as TunnelKind,
    publicHost: row.publicHost,
    port: row.port,
    subnet: row.subnet,
    serverAddress: row.serverAddress,
    publicKey: row.publicKey,
    certificate: row.certificate,
    certificateExpiresAt: row.certificateExpiresAt,
    revision: row.revision,
  };
}
