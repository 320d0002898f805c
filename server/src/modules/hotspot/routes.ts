import type { Route } from '../../platform/http/index.ts';
import { deviceRoutes } from './devices/device-routes.ts';
import { gardenRoutes } from './garden/garden-routes.ts';
import type { HotspotDeps } from './hotspot-deps.ts';
import { portalRoutes, type PortalDeps } from './portal/portal-routes.ts';

export function routes(deps: HotspotDeps & PortalDeps): Route[] {
  return [...portalRoutes(deps), ...deviceRoutes(deps), ...gardenRoutes(deps)];
}
