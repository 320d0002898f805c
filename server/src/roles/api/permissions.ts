import { permissions as authLogPermissions } from '../../modules/aaa/permissions.ts';
import { permissions as auditPermissions } from '../../modules/audit/permissions.ts';
import { permissions as enforcementPermissions } from '../../modules/enforcement/permissions.ts';
import { permissions as hotspotPermissions } from '../../modules/hotspot/permissions.ts';
import { permissions as freeradiusPermissions } from '../../modules/freeradius/permissions.ts';
import { permissions as nasPermissions } from '../../modules/nas/permissions.ts';
import { permissions as planPermissions } from '../../modules/plans/permissions.ts';
import { permissions as quotaPermissions } from '../../modules/quota/permissions.ts';
import { permissions as sessionPermissions } from '../../modules/sessions/permissions.ts';
import { permissions as settingsPermissions } from '../../modules/settings/permissions.ts';
import { permissions as sharingPermissions } from '../../modules/sharing/permissions.ts';
import { permissions as simulationPermissions } from '../../modules/simulation/permissions.ts';
import { permissions as shadowPermissions } from '../../modules/shadow/permissions.ts';
import { permissions as speedPermissions } from '../../modules/speed/permissions.ts';
import { permissions as staffPermissions } from '../../modules/staff/permissions.ts';
import { permissions as subscriberPermissions } from '../../modules/subscribers/permissions.ts';
import { permissions as subscriptionPermissions } from '../../modules/subscriptions/permissions.ts';
import { permissions as taskPermissions } from '../../modules/tasks/permissions.ts';
import { permissions as tenancyPermissions } from '../../modules/tenancy/permissions.ts';
import { permissions as tunnelPermissions } from '../../modules/tunnels/permissions.ts';
import { permissions as viewPermissions } from '../../modules/views/permissions.ts';
import { permissions as zonePermissions } from '../../modules/zones/permissions.ts';
import type { Permission, Route } from '../../platform/http/index.ts';

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

/** A route whose permission is in no list could be called by owners only, and nobody would see why. */
export function refuseUnknownPermissions(routes: readonly Route[]): void {
  const known = new Set(['public', 'signed_in', 'operator', ...permissions.map(({ code }) => code)]);
  for (const { method, path, permission } of routes) {
    if (!known.has(permission)) {
      throw new Error(`${method} ${path} needs ${permission}, which no permissions.ts lists`);
    }
  }
}
