import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { validateFreeradiusSearch } from './freeradius-search.ts';

const freeradiusRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/freeradius',
  validateSearch: validateFreeradiusSearch,
  component: lazyRouteComponent(() => import('./freeradius-page.tsx'), 'FreeradiusPage'),
});

export const freeradiusRoutes = [freeradiusRoute] as const;
