import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const staffListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/staff',
  component: lazyRouteComponent(() => import('./staff-list-page.tsx'), 'StaffListPage'),
});

export const staffRoutes = [staffListRoute] as const;
