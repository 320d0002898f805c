import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';
import { planListSearch, validatePlanSearch } from './plan-search.ts';
import { simulationListSearch, simulationSearch } from './simulation-search.ts';

const planListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans',
  validateSearch: planListSearch.validateSearch,
  component: lazyRouteComponent(() => import('./plan-list-page.tsx'), 'PlanListPage'),
});

const addPlanRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/new',
  component: lazyRouteComponent(() => import('./add-plan-page.tsx'), 'AddPlanPage'),
});

const planRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/$id',
  validateSearch: validatePlanSearch,
  component: lazyRouteComponent(() => import('./plan-page.tsx'), 'PlanPage'),
});

const simulationListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/simulations',
  validateSearch: simulationListSearch.validateSearch,
  component: lazyRouteComponent(() => import('./simulation-list-page.tsx'), 'SimulationListPage'),
});

const simulationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/simulations/$id',
  validateSearch: simulationSearch.validateSearch,
  component: lazyRouteComponent(() => import('./simulation-page.tsx'), 'SimulationPage'),
});

export const planRoutes = [
  planListRoute,
  addPlanRoute,
  planRoute,
  simulationListRoute,
  simulationRoute,
] as const;
