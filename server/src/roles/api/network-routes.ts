import { healthRoutes } from '../../modules/aaa/health/health-routes.ts';
import { nasFigureRoutes } from '../../modules/aaa/nas-watch/nas-figures-routes.ts';
import { lastLoginRoutes } from '../../modules/aaa/auth-log/last-login-routes.ts';
import { policyRoutes } from '../../modules/aaa/explanation/policy-routes.ts';
import { routes as authLogRoutes } from '../../modules/aaa/routes.ts';
import { routes as diagnosisRoutes } from '../../modules/diagnosis/routes.ts';
import { routes as enforcementRoutes } from '../../modules/enforcement/routes.ts';
import { RadiusDesk, routerOsGardenLines } from '../../modules/hotspot/index.ts';
import { routes as hotspotRoutes } from '../../modules/hotspot/routes.ts';
import { routes as freeradiusRoutes } from '../../modules/freeradius/routes.ts';
import { routes as nasRoutes } from '../../modules/nas/routes.ts';
import { plansWithZones } from '../../modules/plans/index.ts';
import { routes as routerRoutes } from '../../modules/routers/routes.ts';
import { routes as shadowRoutes } from '../../modules/shadow/routes.ts';
import { routes as tunnelRoutes } from '../../modules/tunnels/routes.ts';
import { routes as zoneRoutes } from '../../modules/zones/routes.ts';
import { openCertificateAuthority } from '../../platform/certificates/index.ts';
import type { Route } from '../../platform/http/index.ts';
import type { RouteParts } from './modules.ts';

/** Routers and other access servers, how they are reached, and what goes between them and RADIUS. */
export function networkRoutes(parts: RouteParts): Route[] {
  const { keysDirectory, clock, radius } = parts;
  const openAuthority = () => openCertificateAuthority({ keysDirectory, clock });
  return [
    ...nasRoutes({
      ...parts,
      radsecName: radius.radsec?.names[0],
      showsOwnCertificate: radius.radsec?.ownFiles !== undefined,
      openAuthority,
      gardenLines: routerOsGardenLines,
    }),
    ...routerRoutes(parts),
    ...nasFigureRoutes(parts),
    ...zoneRoutes({ ...parts, plansWithZones }),
    ...tunnelRoutes(parts),
    ...authLogRoutes(parts),
    ...healthRoutes(parts),
    ...lastLoginRoutes(parts),
    ...policyRoutes(parts),
    ...enforcementRoutes(parts),
    ...diagnosisRoutes(parts),
    ...hotspotRoutes({ ...parts, desk: new RadiusDesk(parts.line) }),
    ...shadowRoutes(parts),
    ...freeradiusRoutes(parts),
  ];
}
