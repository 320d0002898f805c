import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const tunnelsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tunnels',
  /** The drawer that adds a gateway is open. */
  validateSearch: (search: Record<string, unknown>): { add?: true | undefined } =>
    search['add'] === true ? { add: true } : {},
  component: lazyRouteComponent(() => import('./tunnels-page.tsx'), 'TunnelsPage'),
});

export const tunnelRoutes = [tunnelsRoute] as const;
