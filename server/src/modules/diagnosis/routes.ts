import type { Route } from '../../platform/http/index.ts';
import { doctorRoutes, type DoctorRoutesDeps } from './nas-doctor/doctor-routes.ts';
import { whyOfflineRoutes } from './why-offline/why-offline-routes.ts';
import type { WhyOfflineDeps } from './why-offline/why-offline.ts';

/** The routes of this module. */
export function routes(deps: WhyOfflineDeps & DoctorRoutesDeps): Route[] {
  return [...whyOfflineRoutes(deps), ...doctorRoutes(deps)];
}
