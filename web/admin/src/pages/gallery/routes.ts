import { gallerySections, type GallerySectionId } from '@trunkline/web-ui';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route.tsx';

export const galleryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/gallery',
  validateSearch: (search: Record<string, unknown>): { section: GallerySectionId } => ({
    section: gallerySections.find((id) => id === search['section']) ?? 'foundations',
  }),
  component: lazyRouteComponent(() => import('./gallery-page.tsx'), 'GalleryPage'),
});

export const galleryRoutes = [galleryRoute] as const;
