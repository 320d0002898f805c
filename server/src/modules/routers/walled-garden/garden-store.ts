import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { RouterGardenEntry } from './garden-rules.ts';

/** More than a tenant may have. */
const maxEntries = 500;

/** What the tenant lets through before a login. Empty where the NAS wants no API. */
export async function readGarden(
  tx: Tx,
  { tenantId, nasId }: { tenantId: string; nasId: string },
): Promise<RouterGardenEntry[]> {
  const { rows } = await sql<RouterGardenEntry>`
    select e.host, text(e.prefix) as prefix, e.protocol, e.port from hotspot.walled_garden_entry e
    where e.tenant_id = ${tenantId} and exists (
      select from nas.nas n where n.tenant_id = ${tenantId} and n.id = ${nasId} and 'api' = any (n.enforcement_order)
    ) order by e.id limit ${maxEntries}`.execute(tx);
  return rows;
}
