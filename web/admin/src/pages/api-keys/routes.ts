import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { validateApiKeySearch } from './api-key-search.ts';

const apiKeyListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/api-keys',
  validateSearch: validateApiKeySearch,
  component: lazyRouteComponent(() => import('./api-key-list-page.tsx'), 'ApiKeyListPage'),
});

export const apiKeyRoutes = [apiKeyListRoute] as const;
