import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { validateTenantSearch } from './tenant-search.ts';

const tenantListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tenants',
  validateSearch: validateTenantSearch,
  component: lazyRouteComponent(() => import('./tenant-list-page.tsx'), 'TenantListPage'),
});

export const tenantRoutes = [tenantListRoute] as const;
