import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import { nasSecretBinding } from '../../nas/index.ts';
import { lockDueBridge, settleRouters } from './bridge-store.ts';
import type { ReadDeps } from './read-questions.ts';
import type { SyncDeps } from './sync-subscribers.ts';

/** A row of FreeRADIUS's table of clients. */
export interface ClientRow {
  readonly nasname: string;
  readonly shortname: string;
  readonly type: string;
  readonly secret: string;
}

/** Brings the clients of one tenant whose routers are due in step; answers whether there was one. */
export function syncRouters({
  database,
  sealer,
  onFault,
}: Pick<SyncDeps, 'database' | 'sealer' | 'onFault'>): Promise<boolean> {
  return database.acrossTenants(async (tx) => {
    const bridge = await lockDueBridge(tx);
    if (!bridge) return false;
    const { tenantId } = bridge;
    const wanted = await wantedClients(tx, tenantId, { sealer, onFault });
    await writeClients(tx, tenantId, { wanted, found: await readClients(tx, tenantId) });
    const vendors = [...new Set(wanted.map(({ type }) => type))].toSorted();
    const isOther = vendors.join() !== bridge.vendors.join();
    await settleRouters(tx, { tenantId, vendors, isOther });
    return true;
  });
}

/**
 * The routers that speak to the tenant's FreeRADIUS; those over TLS have no secret that it could use. One whose secret
 * does not open is left out, and holds up no other.
 */
export async function wantedClients(
  tx: Tx,
  tenantId: string,
  { sealer, onFault }: ReadDeps,
): Promise<ClientRow[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    nasname: string;
    vendor: string;
    secretSealed: Buffer;
  }>`
    select id, name, vendor, secret_sealed,
      case when masklen(prefix) = case family(prefix) when 4 then 32 else 128 end then host(prefix) else text(prefix) end as nasname
    from nas.nas where tenant_id = ${tenantId} and is_enabled and transport = 'udp' order by name, id`.execute(
    tx,
  );
  return rows.flatMap(({ id, name, nasname, vendor, secretSealed }): ClientRow[] => {
    try {
      const secret = sealer.open(secretSealed, nasSecretBinding({ tenantId, id })).toString('utf8');
      return [{ nasname, shortname: name, type: vendor, secret }];
    } catch (error) {
      onFault(error, { tenantId, nasId: id });
      return [];
    }
  });
}

export async function readClients(tx: Tx, tenantId: string): Promise<(ClientRow & { id: bigint })[]> {
  const { rows } = await sql<ClientRow & { id: bigint }>`
    select id, nasname, shortname, type, secret from radius.nas where tenant_id = ${tenantId} order by id`.execute(
    tx,
  );
  return rows;
}

export function clientKey({ nasname, shortname, type, secret }: ClientRow): string {
  return [nasname, shortname, type, secret].join('\0');
}

async function writeClients(
  tx: Tx,
  tenantId: string,
  { wanted, found }: { wanted: readonly ClientRow[]; found: readonly (ClientRow & { id: bigint })[] },
): Promise<void> {
  const wantedKeys = new Set(wanted.map(clientKey));
  const kept = found.filter((row) => wantedKeys.has(clientKey(row)));
  const keptKeys = new Set(kept.map(clientKey));
  const gone = found.filter((row) => !wantedKeys.has(clientKey(row))).map(({ id }) => String(id));
  const missing = wanted.filter((row) => !keptKeys.has(clientKey(row)));
  if (gone.length > 0) await sql`delete from radius.nas where id = any (${gone}::bigint[])`.execute(tx);
  if (missing.length === 0) return;
  await sql`insert into radius.nas (tenant_id, nasname, shortname, type, secret)
    select ${tenantId}::uuid, nasname, shortname, type, secret
    from json_to_recordset(${JSON.stringify(missing)}::json) as r (nasname text, shortname text, type text, secret text)`.execute(
    tx,
  );
}
