import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { validateStaffSearch } from './staff-search.ts';

const staffListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/staff',
  validateSearch: validateStaffSearch,
  component: lazyRouteComponent(() => import('./staff-list-page.tsx'), 'StaffListPage'),
});

export const staffRoutes = [staffListRoute] as const;
