import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const subscriberListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/subscribers',
  component: lazyRouteComponent(() => import('./subscriber-list-page.tsx'), 'SubscriberListPage'),
});

const addSubscriberRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/subscribers/new',
  component: lazyRouteComponent(() => import('./add-subscriber-page.tsx'), 'AddSubscriberPage'),
});

const subscriberRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/subscribers/$id',
  component: lazyRouteComponent(() => import('./subscriber-page.tsx'), 'SubscriberPage'),
});

export const subscriberRoutes = [subscriberListRoute, addSubscriberRoute, subscriberRoute] as const;
