import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { sharingSearch } from './sharing-search.ts';

const caseListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sharing',
  validateSearch: sharingSearch.validateSearch,
  component: lazyRouteComponent(() => import('./case-list-page.tsx'), 'CaseListPage'),
});

const caseRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sharing/$id',
  component: lazyRouteComponent(() => import('./case-page.tsx'), 'CasePage'),
});

export const sharingRoutes = [caseListRoute, caseRoute] as const;
