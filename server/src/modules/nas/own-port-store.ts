import { uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';

/** Where one tenant alone is asked. */
export interface OwnPorts {
  authPort: number;
  acctPort: number;
}

export async function readOwnPorts(tx: Tx, tenantId: string): Promise<OwnPorts | undefined> {
  const rows = await tx
    .selectFrom('nas.ownPort')
    .select(['service', 'port'])
    .where('tenantId', '=', tenantId)
    .execute();
  const portOf = (service: string): number | undefined => rows.find((row) => row.service === service)?.port;
  const [authPort, acctPort] = [portOf('auth'), portOf('acct')];
  return authPort === undefined || acctPort === undefined ? undefined : { authPort, acctPort };
}

/** In the operator's transaction. */
export async function removeOwnPorts(tx: Tx, tenantId: string): Promise<void> {
  await tx.deleteFrom('nas.ownPort').where('tenantId', '=', tenantId).execute();
}

/** In the operator's transaction, after `removeOwnPorts`. */
export async function insertOwnPorts(
  tx: Tx,
  { clock, random }: { clock: Clock; random: Random },
  { tenantId, ports }: { tenantId: string; ports: OwnPorts },
): Promise<void> {
  await tx
    .insertInto('nas.ownPort')
    .values([
      { tenantId, id: uuidv7(clock, random), service: 'auth', port: ports.authPort },
      { tenantId, id: uuidv7(clock, random), service: 'acct', port: ports.acctPort },
    ])
    .execute();
}

export async function hasNasAtOwnPorts(tx: Tx, tenantId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('nas.nas')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('usesOwnPort', '=', true)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
