import type { Clock, Random } from '@trunkline/kit';
import { healthRoutes } from '../../modules/aaa/health/health-routes.ts';
import { nasFigureRoutes } from '../../modules/aaa/nas-watch/nas-figures-routes.ts';
import { previewReplyRoutes } from '../../modules/aaa/render/preview-reply-routes.ts';
import { lastLoginRoutes } from '../../modules/aaa/auth-log/last-login-routes.ts';
import { permissions as authLogPermissions } from '../../modules/aaa/permissions.ts';
import { policyRoutes } from '../../modules/aaa/explanation/policy-routes.ts';
import { routes as authLogRoutes } from '../../modules/aaa/routes.ts';
import { permissions as auditPermissions } from '../../modules/audit/permissions.ts';
import { routes as auditRoutes } from '../../modules/audit/routes.ts';
import { permissions as enforcementPermissions } from '../../modules/enforcement/permissions.ts';
import { routes as dashboardRoutes } from '../../modules/dashboard/routes.ts';
import { routes as diagnosisRoutes } from '../../modules/diagnosis/routes.ts';
import { routes as enforcementRoutes } from '../../modules/enforcement/routes.ts';
import { permissions as hotspotPermissions } from '../../modules/hotspot/permissions.ts';
import { RadiusDesk, routerOsGardenLines } from '../../modules/hotspot/index.ts';
import { routes as hotspotRoutes } from '../../modules/hotspot/routes.ts';
import { permissions as freeradiusPermissions } from '../../modules/freeradius/permissions.ts';
import { routes as freeradiusRoutes } from '../../modules/freeradius/routes.ts';
import { routes as liveRoutes } from '../../modules/live/routes.ts';
import { permissions as nasPermissions } from '../../modules/nas/permissions.ts';
import { routes as nasRoutes } from '../../modules/nas/routes.ts';
import { plansWithZones } from '../../modules/plans/index.ts';
import { permissions as planPermissions } from '../../modules/plans/permissions.ts';
import { routes as planRoutes } from '../../modules/plans/routes.ts';
import { permissions as quotaPermissions } from '../../modules/quota/permissions.ts';
import { routes as quotaRoutes } from '../../modules/quota/routes.ts';
import { RouterPool, settleFingerprint } from '../../modules/routers/index.ts';
import { routes as routerRoutes } from '../../modules/routers/routes.ts';
import { routes as searchRoutes } from '../../modules/search/routes.ts';
import { permissions as sessionPermissions } from '../../modules/sessions/permissions.ts';
import { routes as sessionRoutes } from '../../modules/sessions/routes.ts';
import { permissions as settingsPermissions } from '../../modules/settings/permissions.ts';
import { routes as settingsRoutes } from '../../modules/settings/routes.ts';
import { permissions as sharingPermissions } from '../../modules/sharing/permissions.ts';
import { routes as sharingRoutes } from '../../modules/sharing/routes.ts';
import { permissions as simulationPermissions } from '../../modules/simulation/permissions.ts';
import { routes as simulationRoutes } from '../../modules/simulation/routes.ts';
import { permissions as shadowPermissions } from '../../modules/shadow/permissions.ts';
import { routes as shadowRoutes } from '../../modules/shadow/routes.ts';
import { permissions as speedPermissions } from '../../modules/speed/permissions.ts';
import { routes as speedRoutes } from '../../modules/speed/routes.ts';
import { PasswordHasher, SessionCache } from '../../modules/staff/index.ts';
import { permissions as staffPermissions } from '../../modules/staff/permissions.ts';
import { routes as staffRoutes } from '../../modules/staff/routes.ts';
import { rekeyUsernames } from '../../modules/subscribers/index.ts';
import { permissions as subscriberPermissions } from '../../modules/subscribers/permissions.ts';
import { bulkRoutes } from '../../modules/subscribers/bulk-routes.ts';
import { routes as subscriberRoutes } from '../../modules/subscribers/routes.ts';
import {
  countByVersion,
  countHolders,
  createSubscriptionFace,
  moveSold,
  previewSold,
} from '../../modules/subscriptions/index.ts';
import { permissions as subscriptionPermissions } from '../../modules/subscriptions/permissions.ts';
import { routes as subscriptionRoutes } from '../../modules/subscriptions/routes.ts';
import { permissions as taskPermissions } from '../../modules/tasks/permissions.ts';
import { routes as taskRoutes } from '../../modules/tasks/routes.ts';
import { permissions as tenancyPermissions } from '../../modules/tenancy/permissions.ts';
import { routes as tenancyRoutes } from '../../modules/tenancy/routes.ts';
import { permissions as tunnelPermissions } from '../../modules/tunnels/permissions.ts';
import { routes as tunnelRoutes } from '../../modules/tunnels/routes.ts';
import { permissions as viewPermissions } from '../../modules/views/permissions.ts';
import { routes as viewRoutes } from '../../modules/views/routes.ts';
import { permissions as zonePermissions } from '../../modules/zones/permissions.ts';
import { routes as zoneRoutes } from '../../modules/zones/routes.ts';
import { openCertificateAuthority } from '../../platform/certificates/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Authenticator, Permission, Route } from '../../platform/http/index.ts';
import { LineClient } from '../../platform/line/index.ts';
import type { Keys } from '../../platform/keys/index.ts';
import { wireBulkActions } from '../wire-bulk-actions.ts';
import { judgeBoost } from './judge-boost.ts';

export interface ModuleDeps {
  database: Database;
  keys: Keys;
  clock: Clock;
  random: Random;
  /** Where this installation takes RADIUS. */
  radius: { authPort: number; acctPort: number; radsec?: { names: readonly string[] } };
  /** Where the authority lies that signs certificates. */
  keysDirectory: string;
  /** The socket on which the radius role of this node is asked. */
  radiusSocket: string;
  /** Whether routers may be on this machine, as those of a demonstration are. */
  mayRoutersBeLocal: boolean;
}

/** Everything that a role can hold: a closed list, one line a module. */
export const permissions: readonly Permission[] = [
  ...tenancyPermissions,
  ...settingsPermissions,
  ...auditPermissions,
  ...staffPermissions,
  ...nasPermissions,
  ...zonePermissions,
  ...planPermissions,
  ...simulationPermissions,
  ...sharingPermissions,
  ...subscriberPermissions,
  ...subscriptionPermissions,
  ...speedPermissions,
  ...taskPermissions,
  ...tunnelPermissions,
  ...viewPermissions,
  ...sessionPermissions,
  ...quotaPermissions,
  ...authLogPermissions,
  ...enforcementPermissions,
  ...freeradiusPermissions,
  ...shadowPermissions,
  ...hotspotPermissions,
];

/** The one place where the modules of the API meet. */
export function wireModules({
  database,
  keys,
  clock,
  random,
  radius,
  keysDirectory,
  radiusSocket,
  mayRoutersBeLocal,
}: ModuleDeps): {
  routes: Route[];
  authenticator: Authenticator;
  /** Ends the connections that routes have made to others than the database. */
  close: () => void;
} {
  const { sealer } = keys;
  const sessions = new SessionCache({ database, clock });
  const hasher = new PasswordHasher();
  const subscriptionDeps = { database, clock, random };
  const subscriptions = createSubscriptionFace(subscriptionDeps);
  const pool = new RouterPool({
    clock,
    random,
    learnFingerprint: ({ tenantId, nasId }, fingerprint) =>
      database.inTenant(tenantId, (tx) => settleFingerprint(tx, { tenantId, nasId, fingerprint })),
  });
  const line = new LineClient({ path: radiusSocket, timeoutMs: radiusAnswersWithinMs });
  const routes = [
    ...tenancyRoutes({ database, onStatusChanged: (tenantId) => sessions.forgetTenant(tenantId) }),
    ...settingsRoutes({ database, sealer, rekeyUsernames }),
    ...auditRoutes({ database }),
    ...staffRoutes({ database, sealer, clock, random, hasher, sessions, permissions }),
    ...nasRoutes({
      database,
      sealer,
      clock,
      random,
      radius,
      radsecName: radius.radsec?.names[0],
      openAuthority: () => openCertificateAuthority({ keysDirectory, clock }),
      gardenLines: routerOsGardenLines,
      mayRoutersBeLocal,
    }),
    ...routerRoutes({ database, sealer, clock, pool }),
    ...nasFigureRoutes({ database, clock }),
    ...planRoutes({
      database,
      clock,
      random,
      sold: {
        move: (actor, target) => moveSold(subscriptionDeps, actor, target),
        countHolders,
        countByVersion,
        preview: previewSold,
      },
    }),
    ...sharingRoutes({ database, clock, random }),
    ...simulationRoutes({ database, clock, random }),
    ...zoneRoutes({ database, clock, random, plansWithZones }),
    ...previewReplyRoutes({ database, clock }),
    ...subscriberRoutes({ database, sealer, clock, random, subscriptions }),
    ...bulkRoutes({ database, clock, random, actions: wireBulkActions({ clock, random }) }),
    ...subscriptionRoutes(subscriptionDeps),
    ...speedRoutes({ database, clock, random, judgeBoost }),
    ...taskRoutes({ database, clock }),
    ...tunnelRoutes({
      database,
      sealer,
      clock,
      random,
      openAuthority: () => openCertificateAuthority({ keysDirectory, clock }),
    }),
    ...viewRoutes({ database, clock, random }),
    ...searchRoutes({ database }),
    ...sessionRoutes({ database, clock }),
    ...quotaRoutes({ database, clock, random }),
    ...authLogRoutes({ database, clock }),
    ...healthRoutes({ database, clock }),
    ...lastLoginRoutes({ database, clock }),
    ...policyRoutes({ database, clock }),
    ...enforcementRoutes({ database, clock, random }),
    ...diagnosisRoutes({ database, sealer, clock, random, radius, pool }),
    ...hotspotRoutes({ database, clock, random, desk: new RadiusDesk(line) }),
    ...shadowRoutes({ database, sealer, clock, mayRoutersBeLocal }),
    ...freeradiusRoutes({ database, sealer, clock, random }),
    ...dashboardRoutes({ database, clock }),
    ...liveRoutes({ database, clock }),
  ];
  refuseUnknownPermissions(routes);
  return { routes, authenticator: sessions, close: () => closeAll([pool, line]) };
}

/** A login may wait for another node, and a report for the disk. */
const radiusAnswersWithinMs = 5_000;

function closeAll(parts: readonly { close(): void }[]): void {
  for (const part of parts) part.close();
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
