import { sql, type Insertable, type Selectable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import type { Tunnel } from './gateway.ts';

interface Key {
  tenantId: string;
  id: string;
}

/** A tunnel with its NAS. */
export interface ListedTunnel extends Tunnel {
  nasName: string;
  /** The last packet of the NAS; null: none came yet. */
  lastPacketAt: Date | null;
}

export async function findTunnel(tx: Tx, { tenantId, id }: Key): Promise<Tunnel | undefined> {
  const row = await tx
    .selectFrom('tunnels.tunnel')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toTunnel(row);
}

export interface TunnelFilter {
  gatewayId?: string | undefined;
  nasId?: string | undefined;
}

/** Reads `limit + 1` tunnels, the oldest first. */
export async function listTunnels(
  tx: Tx,
  {
    tenantId,
    filter,
    limit,
    after,
  }: { tenantId: string; filter: TunnelFilter; limit: number; after: string | undefined },
): Promise<ListedTunnel[]> {
  let query = tx
    .selectFrom('tunnels.tunnel as t')
    .innerJoin('nas.nas as n', (join) =>
      join.onRef('n.tenantId', '=', 't.tenantId').onRef('n.id', '=', 't.nasId'),
    )
    .leftJoin('nas.observation as o', (join) =>
      join.onRef('o.tenantId', '=', 't.tenantId').onRef('o.nasId', '=', 't.nasId'),
    )
    .selectAll('t')
    .select(['n.name as nasName', 'o.lastPacketAt'])
    .where('t.tenantId', '=', tenantId);
  if (filter.gatewayId !== undefined) query = query.where('t.gatewayId', '=', filter.gatewayId);
  if (filter.nasId !== undefined) query = query.where('t.nasId', '=', filter.nasId);
  if (after !== undefined) query = query.where('t.id', '>', after);
  const rows = await query
    .orderBy('t.id')
    .limit(limit + 1)
    .execute();
  return rows.map((row) => ({ ...toTunnel(row), nasName: row.nasName, lastPacketAt: row.lastPacketAt }));
}

/** A tunnel with its sealed keys. */
export interface SealedTunnel extends Tunnel {
  nasName: string;
  keysSealed: Buffer;
}

/** All tunnels of a gateway, in the order of their addresses. A subnet bounds them. */
export async function readSealedTunnels(
  tx: Tx,
  { tenantId, gatewayId }: { tenantId: string; gatewayId: string },
): Promise<SealedTunnel[]> {
  const rows = await tx
    .selectFrom('tunnels.tunnel as t')
    .innerJoin('nas.nas as n', (join) =>
      join.onRef('n.tenantId', '=', 't.tenantId').onRef('n.id', '=', 't.nasId'),
    )
    .selectAll('t')
    .select('n.name as nasName')
    .where('t.tenantId', '=', tenantId)
    .where('t.gatewayId', '=', gatewayId)
    .orderBy('t.address')
    .execute();
  return rows.map((row) => ({ ...toTunnel(row), nasName: row.nasName, keysSealed: row.keysSealed }));
}

/** What nobody else may get: the addresses of tunnels, and of NAS that are there without one. */
export async function readGivenAddresses(
  tx: Tx,
  { tenantId, gatewayId, subnet }: { tenantId: string; gatewayId: string; subnet: string },
): Promise<Set<string>> {
  const { rows } = await sql<{ address: string }>`
    select host(address) as address from tunnels.tunnel where tenant_id = ${tenantId} and gateway_id = ${gatewayId}
    union select host(prefix) from nas.nas
      where tenant_id = ${tenantId} and prefix <<= ${subnet}::cidr and masklen(prefix) = 32`.execute(tx);
  return new Set(rows.map(({ address }) => address));
}

export async function insertTunnel(tx: Tx, row: Insertable<DB['tunnels.tunnel']>): Promise<Tunnel> {
  return toTunnel(await tx.insertInto('tunnels.tunnel').values(row).returningAll().executeTakeFirstOrThrow());
}

/** Answers whether it was there. */
export async function deleteTunnel(tx: Tx, { tenantId, id }: Key): Promise<boolean> {
  const gone = tx.deleteFrom('tunnels.tunnel').where('tenantId', '=', tenantId).where('id', '=', id);
  return (await gone.executeTakeFirstOrThrow()).numDeletedRows > 0n;
}

function toTunnel(row: Selectable<DB['tunnels.tunnel']>): Tunnel {
  return {
    id: row.id,
    gatewayId: row.gatewayId,
    nasId: row.nasId,
    address: row.address,
    username: row.username,
    publicKey: row.publicKey,
    certificate: row.certificate,
    certificateExpiresAt: row.certificateExpiresAt,
    prefixBefore: row.prefixBefore,
    createdAt: row.createdAt,
  };
}
