import type { Route } from '../../platform/http/index.ts';
import { whyOfflineRoutes } from './why-offline/why-offline-routes.ts';
import type { WhyOfflineDeps } from './why-offline/why-offline.ts';

/** The routes of this module. */
export function routes(deps: WhyOfflineDeps): Route[] {
  return [...whyOfflineRoutes(deps)];
}
