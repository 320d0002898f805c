import { ApiError } from '@trunkline/openapi-client';
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { meQuery } from '../api/me.ts';
import { CrashPage } from './crash-page.tsx';
import { rootRoute } from './root-route.tsx';

/**
 * The frame around every page of a signed-in person; others are led to the sign-in and back, and who must do something
 * about their account first is led there.
 */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const search = location.href === '/' ? {} : { next: location.href };
    try {
      const { data } = { data: await context.queryClient.ensureQueryData(meQuery) };
      if (data.mustChangePassword) throw redirect({ to: '/new-password', search });
      if (data.mustAddSecondFactor) throw redirect({ to: '/add-second-factor', search });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      throw redirect({ to: '/sign-in', search });
    }
  },
  component: lazyRouteComponent(() => import('./app-shell.tsx'), 'AppShell'),
  errorComponent: CrashPage,
});
