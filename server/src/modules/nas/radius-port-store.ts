import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

export interface RadiusPorts {
  authPort: number;
  acctPort: number;
}

/**
 * Where RADIUS is taken, as the role that took the sockets says: the settings may leave the ports to the system.
 * Undefined before its first sign of life.
 */
export async function readRadiusPorts(tx: Tx): Promise<RadiusPorts | undefined> {
  const { rows } = await sql<{ authPort: number | null; acctPort: number | null }>`
    select (stats #>> '{ports,auth}')::integer as auth_port, (stats #>> '{ports,acct}')::integer as acct_port
    from platform.role_status where role = 'radius' order by beat_at desc limit 1`.execute(tx);
  const { authPort = null, acctPort = null } = rows[0] ?? {};
  return authPort === null || acctPort === null ? undefined : { authPort, acctPort };
}
