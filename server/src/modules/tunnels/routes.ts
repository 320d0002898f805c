import type { Route } from '../../platform/http/index.ts';
import { gatewayRoutes } from './gateway-routes.ts';
import type { TunnelDeps } from './tunnel-deps.ts';
import { tunnelRoutes } from './tunnel-routes.ts';

/** The routes of this module. */
export function routes(deps: TunnelDeps): Route[] {
  return [...gatewayRoutes(deps), ...tunnelRoutes(deps)];
}
