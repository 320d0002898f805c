import type { Clock, Random } from '@trunkline/kit';
import { permissions as auditPermissions } from '../../modules/audit/permissions.ts';
import { routes as auditRoutes } from '../../modules/audit/routes.ts';
import { permissions as nasPermissions } from '../../modules/nas/permissions.ts';
import { routes as nasRoutes } from '../../modules/nas/routes.ts';
import { permissions as settingsPermissions } from '../../modules/settings/permissions.ts';
import { routes as settingsRoutes } from '../../modules/settings/routes.ts';
import { PasswordHasher, SessionCache } from '../../modules/staff/index.ts';
import { permissions as staffPermissions } from '../../modules/staff/permissions.ts';
import { routes as staffRoutes } from '../../modules/staff/routes.ts';
import { permissions as tenancyPermissions } from '../../modules/tenancy/permissions.ts';
import { routes as tenancyRoutes } from '../../modules/tenancy/routes.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Authenticator, Permission, Route } from '../../platform/http/index.ts';
import type { Keys } from '../../platform/keys/index.ts';

export interface ModuleDeps {
  database: Database;
  keys: Keys;
  clock: Clock;
  random: Random;
}

/** Everything that a role can hold: a closed list, one line a module. */
export const permissions: readonly Permission[] = [
  ...tenancyPermissions,
  ...settingsPermissions,
  ...auditPermissions,
  ...staffPermissions,
  ...nasPermissions,
];

/** The one place where the modules of the API meet. */
export function wireModules({ database, keys, clock, random }: ModuleDeps): {
  routes: Route[];
  authenticator: Authenticator;
} {
  const { sealer } = keys;
  const sessions = new SessionCache({ database, clock });
  const hasher = new PasswordHasher();
  const routes = [
    ...tenancyRoutes({ database, onStatusChanged: (tenantId) => sessions.forgetTenant(tenantId) }),
    ...settingsRoutes({ database }),
    ...auditRoutes({ database }),
    ...staffRoutes({ database, clock, random, hasher, sessions, permissions }),
    ...nasRoutes({ database, sealer, clock, random }),
  ];
  refuseUnknownPermissions(routes);
  return { routes, authenticator: sessions };
}

/** A route whose permission is in no list could be called by owners only, and nobody would see why. */
function refuseUnknownPermissions(routes: readonly Route[]): void {
  const known = new Set(['public', 'signed_in', 'operator', ...permissions.map(({ code }) => code)]);
  for (const { method, path, permission } of routes) {
    if (!known.has(permission)) {
      throw new Error(`${method} ${path} needs ${permission}, which no permissions.ts lists`);
    }
  }
}
