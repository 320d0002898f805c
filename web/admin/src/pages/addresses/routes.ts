import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { validateAddressSearch } from './address-search.ts';

const addressRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/addresses',
  validateSearch: validateAddressSearch,
  component: lazyRouteComponent(() => import('./address-page.tsx'), 'AddressPage'),
});

export const addressRoutes = [addressRoute] as const;
