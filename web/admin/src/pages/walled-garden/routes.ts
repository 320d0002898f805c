import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const walledGardenRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/walled-garden',
  /** The drawer that adds an entry is open. */
  validateSearch: (search: Record<string, unknown>): { add?: true | undefined } =>
    search['add'] === true ? { add: true } : {},
  component: lazyRouteComponent(() => import('./walled-garden-page.tsx'), 'WalledGardenPage'),
});

export const walledGardenRoutes = [walledGardenRoute] as const;
