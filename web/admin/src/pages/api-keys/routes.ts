import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const apiKeyListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('./api-key-list-page.tsx'), 'ApiKeyListPage'),
});

export const apiKeyRoutes = [apiKeyListRoute] as const;
