import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { validateNasListSearch, validateNasSearch } from './nas-search.ts';

const nasListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/nas',
  validateSearch: validateNasListSearch,
  component: lazyRouteComponent(() => import('./nas-list-page.tsx'), 'NasListPage'),
});

const nasRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/nas/$id',
  validateSearch: validateNasSearch,
  component: lazyRouteComponent(() => import('./nas-page.tsx'), 'NasPage'),
});

export const nasRoutes = [nasListRoute, nasRoute] as const;
