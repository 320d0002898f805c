import { createRouter } from '@tanstack/react-router';
import { queryClient } from './api/query-client.ts';
import { aaaHealthRoutes } from './pages/aaa-health/routes.ts';
import { addressRoutes } from './pages/addresses/routes.ts';
import { apiKeyRoutes } from './pages/api-keys/routes.ts';
import { auditRoutes } from './pages/audit/routes.ts';
import { authLogRoutes } from './pages/auth-log/routes.ts';
import { dashboardRoutes } from './pages/dashboard/routes.ts';
import { freeradiusRoutes } from './pages/freeradius/routes.ts';
import { galleryRoutes } from './pages/gallery/routes.ts';
import { nasRoutes } from './pages/nas/routes.ts';
import { onlineRoutes } from './pages/online/routes.ts';
import { planRoutes } from './pages/plans/routes.ts';
import { profileRoutes } from './pages/profile/routes.ts';
import { roleRoutes } from './pages/roles/routes.ts';
import { settingsRoutes } from './pages/settings/routes.ts';
import { guideRoutes, setupRoutes } from './pages/setup/routes.ts';
import { shadowRoutes } from './pages/shadow/routes.ts';
import { sharingRoutes } from './pages/sharing/routes.ts';
import { signInRoutes } from './pages/sign-in/routes.ts';
import { speedRuleRoutes } from './pages/speed-rules/routes.ts';
import { staffRoutes } from './pages/staff/routes.ts';
import { subscriberRoutes } from './pages/subscribers/routes.ts';
import { tenantRoutes } from './pages/tenants/routes.ts';
import { tunnelRoutes } from './pages/tunnels/routes.ts';
import { walledGardenRoutes } from './pages/walled-garden/routes.ts';
import { zoneRoutes } from './pages/zones/routes.ts';
import { notFoundRoute } from './shell/not-found-route.ts';
import { rootRoute } from './shell/root-route.tsx';
import { shellRoute } from './shell/shell-route.tsx';

/** Every page, lazily loaded; those under the shell only for who is signed in. */
const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  ...setupRoutes,
  ...galleryRoutes,
  shellRoute.addChildren([
    ...dashboardRoutes,
    ...subscriberRoutes,
    ...onlineRoutes,
    ...authLogRoutes,
    ...addressRoutes,
    ...planRoutes,
    ...speedRuleRoutes,
    ...zoneRoutes,
    ...nasRoutes,
    ...tunnelRoutes,
    ...walledGardenRoutes,
    ...aaaHealthRoutes,
    ...freeradiusRoutes,
    ...shadowRoutes,
    ...sharingRoutes,
    ...tenantRoutes,
    ...staffRoutes,
    ...roleRoutes,
    ...apiKeyRoutes,
    ...auditRoutes,
    ...settingsRoutes,
    ...profileRoutes,
    ...guideRoutes,
    notFoundRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  scrollRestoration: true,
  // What a page's rules do not know of the address is dropped, and not handed to the page as it came.
  search: { strict: true },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
