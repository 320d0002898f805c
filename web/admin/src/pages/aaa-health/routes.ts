import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { validateHealthSearch } from './health-search.ts';

const aaaHealthRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/aaa-health',
  validateSearch: validateHealthSearch,
  component: lazyRouteComponent(() => import('./aaa-health-page.tsx'), 'AaaHealthPage'),
});

export const aaaHealthRoutes = [aaaHealthRoute] as const;
