import { createRoute } from '@tanstack/react-router';
import { NotFoundPage } from './not-found-page.tsx';
import { shellRoute } from './shell-route.tsx';

/** Every address that no page has, inside the frame so that the way back is there. */
export const notFoundRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '$',
  component: NotFoundPage,
});
