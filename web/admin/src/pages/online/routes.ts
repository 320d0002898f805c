import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const onlineRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/online',
  component: lazyRouteComponent(() => import('./online-page.tsx'), 'OnlinePage'),
});

export const onlineRoutes = [onlineRoute] as const;
