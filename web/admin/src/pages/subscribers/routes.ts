import { tableSearch } from '@trunkline/web-ui/table';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { listFilters, listSorts } from './subscriber-queries.ts';

/** The state of the list in the address. */
export const listSearch = tableSearch({ filters: listFilters, sorts: listSorts });

export const subscriberListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/subscribers',
  validateSearch: listSearch.validateSearch,
  component: lazyRouteComponent(() => import('./subscriber-list-page.tsx'), 'SubscriberListPage'),
});

export const addSubscriberRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/subscribers/new',
  validateSearch: (search: Record<string, unknown>): { username?: string } =>
    typeof search['username'] === 'string' ? { username: search['username'].slice(0, 128) } : {},
  component: lazyRouteComponent(() => import('./add-subscriber-page.tsx'), 'AddSubscriberPage'),
});

export const subscriberTabs = ['overview', 'live', 'sessions', 'usage', 'logins', 'audit'] as const;
export type SubscriberTab = (typeof subscriberTabs)[number];

export const subscriberRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/subscribers/$id',
  validateSearch: (search: Record<string, unknown>): { tab?: SubscriberTab; days?: 30 | 90 } => {
    const tab = subscriberTabs.find((known) => known === search['tab']);
    return { ...(tab && { tab }), ...(search['days'] === 90 && { days: 90 }) };
  },
  component: lazyRouteComponent(() => import('./subscriber-page.tsx'), 'SubscriberPage'),
});

export const subscriberRoutes = [subscriberListRoute, addSubscriberRoute, subscriberRoute] as const;
