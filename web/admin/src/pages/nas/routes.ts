import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const nasListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/nas',
  component: lazyRouteComponent(() => import('./nas-list-page.tsx'), 'NasListPage'),
});

const nasRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/nas/$id',
  component: lazyRouteComponent(() => import('./nas-page.tsx'), 'NasPage'),
});

export const nasRoutes = [nasListRoute, nasRoute] as const;
