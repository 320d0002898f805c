import { tableSearch } from '@trunkline/web-ui/table';

/** What of the list stands in its address. */
export const planListSearch = tableSearch({
  filters: ['name', 'status', 'service'],
  sorts: ['name', 'speed', 'price', 'holders', 'status'],
});

export const planTabs = ['plan', 'versions'] as const;
export type PlanTab = (typeof planTabs)[number];

export function validatePlanSearch(search: Record<string, unknown>): { tab?: PlanTab | undefined } {
  return search['tab'] === 'versions' ? { tab: 'versions' } : {};
}
