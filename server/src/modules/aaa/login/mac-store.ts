import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

/** Binds the first device of a subscriber who learns and has none; otherwise changes nothing. */
export async function writeLearnedMac(
  tx: Tx,
  { tenantId, subscriberId, mac }: { tenantId: string; subscriberId: string; mac: string },
): Promise<void> {
  await sql`
    update subscribers.subscriber set macs = array[${mac}::macaddr], revision = revision + 1
    where tenant_id = ${tenantId} and id = ${subscriberId} and mac_binding = 'learn' and cardinality(macs) = 0`.execute(
    tx,
  );
}
