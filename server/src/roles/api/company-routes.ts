import { routes as auditRoutes } from '../../modules/audit/routes.ts';
import { routes as dashboardRoutes } from '../../modules/dashboard/routes.ts';
import { routes as liveRoutes } from '../../modules/live/routes.ts';
import { routes as searchRoutes } from '../../modules/search/routes.ts';
import { routes as settingsRoutes } from '../../modules/settings/routes.ts';
import { PasswordHasher } from '../../modules/staff/index.ts';
import { routes as staffRoutes } from '../../modules/staff/routes.ts';
import { rekeyUsernames } from '../../modules/subscribers/index.ts';
import { routes as taskRoutes } from '../../modules/tasks/routes.ts';
import { routes as tenancyRoutes } from '../../modules/tenancy/routes.ts';
import { routes as viewRoutes } from '../../modules/views/routes.ts';
import type { Route } from '../../platform/http/index.ts';
import type { RouteParts } from './modules.ts';
import { permissions } from './permissions.ts';

/** The company and who works there: tenants, settings, staff, and the pages that gather from all. */
export function companyRoutes(parts: RouteParts): Route[] {
  const { sessions } = parts;
  return [
    ...tenancyRoutes({ ...parts, onStatusChanged: (tenantId) => sessions.forgetTenant(tenantId) }),
    ...settingsRoutes({ ...parts, rekeyUsernames }),
    ...auditRoutes(parts),
    ...staffRoutes({ ...parts, hasher: new PasswordHasher(), permissions }),
    ...taskRoutes(parts),
    ...viewRoutes(parts),
    ...searchRoutes(parts),
    ...dashboardRoutes(parts),
    ...liveRoutes(parts),
  ];
}
