import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const authLogRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/auth-log',
  component: lazyRouteComponent(() => import('./auth-log-page.tsx'), 'AuthLogPage'),
});

export const authLogRoutes = [authLogRoute] as const;
