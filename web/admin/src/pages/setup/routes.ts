import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route.tsx';
import { shellRoute } from '../../shell/shell-route.tsx';

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('./setup-page.tsx'), 'SetupPage'),
});

const guideRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/guide',
  component: lazyRouteComponent(() => import('./guide-page.tsx'), 'GuidePage'),
});

export const setupRoutes = [setupRoute] as const;
/** For who is signed in. */
export const guideRoutes = [guideRoute] as const;
