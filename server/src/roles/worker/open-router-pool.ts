import { RouterPool, settleFingerprint } from '../../modules/routers/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { RoleContext } from '../role-runtime.ts';

/** The worker's connections to routers; their certificates are learned in the database. */
export function openRouterPool({ clock, random }: RoleContext, database: Database): RouterPool {
  return new RouterPool({
    clock,
    random,
    learnFingerprint: ({ tenantId, nasId }, fingerprint) =>
      database.acrossTenants((tx) => settleFingerprint(tx, { tenantId, nasId, fingerprint })),
  });
}
