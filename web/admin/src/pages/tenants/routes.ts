import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const tenantListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tenants',
  component: lazyRouteComponent(() => import('./tenant-list-page.tsx'), 'TenantListPage'),
});

export const tenantRoutes = [tenantListRoute] as const;
