import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const zoneListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/zones',
  /** The zone whose drawer is open; `new` for one to be made. */
  validateSearch: (search: Record<string, unknown>): { zone?: string | undefined } =>
    typeof search['zone'] === 'string' ? { zone: search['zone'].slice(0, 36) } : {},
  component: lazyRouteComponent(() => import('./zone-list-page.tsx'), 'ZoneListPage'),
});

export const zoneRoutes = [zoneListRoute] as const;
