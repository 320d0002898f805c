import { tableSearch } from '@trunkline/web-ui/table';

/** What of the list stands in its address. */
export const apiKeySearch = tableSearch({
  filters: ['name', 'state', 'madeBy'],
  sorts: ['name', 'state', 'madeBy', 'createdAt', 'expiresAt', 'lastUsedAt'],
});

type ApiKeySearch = ReturnType<typeof apiKeySearch.validateSearch> & { add?: true | undefined };

export function validateApiKeySearch(search: Record<string, unknown>): ApiKeySearch {
  return { ...apiKeySearch.validateSearch(search), ...(search['add'] === true ? { add: true } : {}) };
}
