import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const addressRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/addresses',
  component: lazyRouteComponent(() => import('./address-page.tsx'), 'AddressPage'),
});

export const addressRoutes = [addressRoute] as const;
