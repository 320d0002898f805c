import type { Clock, Random } from '@trunkline/kit';
import { RouterPool, settleFingerprint } from '../../modules/routers/index.ts';
import { SessionCache } from '../../modules/staff/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Authenticator, Route } from '../../platform/http/index.ts';
import { LineClient } from '../../platform/line/index.ts';
import type { Keys } from '../../platform/keys/index.ts';
import type { Sealer } from '../../platform/keys/index.ts';
import { refuseUnknownPermissions } from './permissions.ts';
import { companyRoutes } from './company-routes.ts';
import { networkRoutes } from './network-routes.ts';
import { serviceRoutes } from './service-routes.ts';

export interface ModuleDeps {
  database: Database;
  keys: Keys;
  clock: Clock;
  random: Random;
  /** Where this installation takes RADIUS. */
  radius: { authPort: number; acctPort: number; radsec?: { names: readonly string[]; ownFiles?: object } };
  /** Where the authority lies that signs certificates. */
  keysDirectory: string;
  /** The socket on which the radius role of this node is asked. */
  radiusSocket: string;
  /** Whether routers may be on this machine, as those of a demonstration are. */
  mayRoutersBeLocal: boolean;
}

/** What the routes of all modules are made with. */
export interface RouteParts extends Omit<ModuleDeps, 'keys' | 'radiusSocket'> {
  sealer: Sealer;
  sessions: SessionCache;
  /** Connections to routers, one for each. */
  pool: RouterPool;
  /** To the radius role of this node. */
  line: LineClient;
}

/** The one place where the modules of the API meet. */
export function wireModules({ keys, radiusSocket, ...given }: ModuleDeps): {
  routes: Route[];
  authenticator: Authenticator;
  /** Ends the connections that routes have made to others than the database. */
  close: () => void;
} {
  const { database, clock, random } = given;
  const sessions = new SessionCache({ database, clock });
  const pool = new RouterPool({
    clock,
    random,
    learnFingerprint: ({ tenantId, nasId }, fingerprint) =>
      database.inTenant(tenantId, (tx) => settleFingerprint(tx, { tenantId, nasId, fingerprint })),
  });
  const line = new LineClient({ path: radiusSocket, timeoutMs: radiusAnswersWithinMs });
  const parts: RouteParts = { ...given, sealer: keys.sealer, sessions, pool, line };
  const routes = [...companyRoutes(parts), ...networkRoutes(parts), ...serviceRoutes(parts)];
  refuseUnknownPermissions(routes);
  return { routes, authenticator: sessions, close: () => closeAll([pool, line]) };
}

/** A login may wait for another node, and a report for the disk. */
const radiusAnswersWithinMs = 5_000;

function closeAll(parts: readonly { close(): void }[]): void {
  for (const part of parts) part.close();
}
