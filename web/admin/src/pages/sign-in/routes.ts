import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route.tsx';

interface PlaceSearch {
  /** The address to go to afterwards; of this site alone, whatever stands there. */
  next?: string;
}

const readPlace = (search: Record<string, unknown>): PlaceSearch =>
  typeof search['next'] === 'string' ? { next: search['next'] } : {};

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): PlaceSearch & { ended?: boolean } => ({
    ...readPlace(search),
    ...(search['ended'] === true && { ended: true }),
  }),
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

const newPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new-password',
  validateSearch: readPlace,
  component: lazyRouteComponent(() => import('./new-password-page.tsx'), 'NewPasswordPage'),
});

const addSecondFactorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/add-second-factor',
  validateSearch: readPlace,
  component: lazyRouteComponent(() => import('./add-second-factor-page.tsx'), 'AddSecondFactorPage'),
});

export const signInRoutes = [signInRoute, newPasswordRoute, addSecondFactorRoute] as const;
