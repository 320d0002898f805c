import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { validateShadowSearch } from './shadow-search.ts';

const shadowRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/shadow',
  validateSearch: validateShadowSearch,
  component: lazyRouteComponent(() => import('./shadow-page.tsx'), 'ShadowPage'),
});

export const shadowRoutes = [shadowRoute] as const;
