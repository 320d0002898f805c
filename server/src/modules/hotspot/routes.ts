import type { Route } from '../../platform/http/index.ts';
import { portalRoutes, type PortalDeps } from './portal/portal-routes.ts';

export function routes(deps: PortalDeps): Route[] {
  return portalRoutes(deps);
}
