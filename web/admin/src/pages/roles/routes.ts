import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const roleListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/roles',
  component: lazyRouteComponent(() => import('./role-list-page.tsx'), 'RoleListPage'),
});

export const roleRoutes = [roleListRoute] as const;
