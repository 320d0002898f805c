import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

export interface RadiusPorts {
  authPort: number;
  acctPort: number;
  /** Null: RADIUS over TLS is not taken. */
  radsecPort: number | null;
  /** The tenants at whose own ports it listens. */
  ownPortTenants: string[];
}

/**
 * Where RADIUS is taken, as the role that took the sockets says: the settings may leave the ports to the system.
 * Undefined before its first sign of life.
 */
export async function readRadiusPorts(tx: Tx): Promise<RadiusPorts | undefined> {
  const { rows } = await sql<{
    authPort: number | null;
    acctPort: number | null;
    radsecPort: number | null;
    ownPortTenants: string[];
  }>`
    select (stats #>> '{ports,auth}')::integer as auth_port, (stats #>> '{ports,acct}')::integer as acct_port,
      (stats #>> '{ports,radsec}')::integer as radsec_port,
      coalesce(stats #> '{ports,ownPortTenants}', '[]') as own_port_tenants
    from platform.role_status where role = 'radius' order by beat_at desc limit 1`.execute(tx);
  const { authPort = null, acctPort = null, radsecPort = null, ownPortTenants = [] } = rows[0] ?? {};
  if (authPort === null || acctPort === null) return undefined;
  return { authPort, acctPort, radsecPort, ownPortTenants };
}
