import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../shell/shell-route.tsx';

const speedRuleListRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/speed-rules',
  /** The rule whose drawer is open; `new` for one to be made. */
  validateSearch: (search: Record<string, unknown>): { rule?: string | undefined } =>
    typeof search['rule'] === 'string' ? { rule: search['rule'].slice(0, 36) } : {},
  component: lazyRouteComponent(() => import('./speed-rule-list-page.tsx'), 'SpeedRuleListPage'),
});

export const speedRuleRoutes = [speedRuleListRoute] as const;
