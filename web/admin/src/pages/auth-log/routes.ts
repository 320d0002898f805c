import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { authLogRange, authLogSearch } from './auth-log-search.ts';

const authLogRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/auth-log',
  validateSearch: (search: Record<string, unknown>) => ({
    ...authLogSearch.validateSearch(search),
    ...authLogRange.validateSearch(search),
  }),
  component: lazyRouteComponent(() => import('./auth-log-page.tsx'), 'AuthLogPage'),
});

export const authLogRoutes = [authLogRoute] as const;
