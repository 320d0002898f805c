import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { onlineRange, onlineSearch } from './online-search.ts';

const onlineRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/online',
  validateSearch: (search: Record<string, unknown>) => ({
    ...onlineSearch.validateSearch(search),
    ...onlineRange.validateSearch(search),
  }),
  component: lazyRouteComponent(() => import('./online-page.tsx'), 'OnlinePage'),
});

export const onlineRoutes = [onlineRoute] as const;
