import { rangeSearch } from '@trunkline/web-ui/chart';
import { tableSearch } from '@trunkline/web-ui/table';

/** What of the list stands in its address. */
export const nasListSearch = tableSearch({
  filters: ['name', 'prefix', 'health', 'vendor'],
  sorts: ['name', 'prefix', 'health', 'sessions', 'logins', 'rejects', 'unanswered', 'lastPacket'],
});

type NasListSearch = ReturnType<typeof nasListSearch.validateSearch> & {
  /** The drawer that adds a router is open. */
  add?: true | undefined;
};

export function validateNasListSearch(search: Record<string, unknown>): NasListSearch {
  return { ...nasListSearch.validateSearch(search), ...(search['add'] === true ? { add: true } : {}) };
}

export const nasTabs = ['overview', 'control', 'setup', 'test', 'settings'] as const;
export type NasTab = (typeof nasTabs)[number];

export const nasRange = rangeSearch('24h');

export function validateNasSearch(search: Record<string, unknown>): {
  tab?: NasTab | undefined;
  range?: string | undefined;
} {
  const tab = nasTabs.find((known) => known === search['tab']);
  return { ...(tab === undefined || tab === 'overview' ? {} : { tab }), ...nasRange.validateSearch(search) };
}
