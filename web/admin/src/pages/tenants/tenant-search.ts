import { tableSearch } from '@trunkline/web-ui/table';

/** What of the list stands in its address. */
export const tenantSearch = tableSearch({
  filters: ['name', 'code', 'status'],
  sorts: ['name', 'code', 'status', 'createdAt'],
});

type TenantSearch = ReturnType<typeof tenantSearch.validateSearch> & {
  add?: true | undefined;
  /** The id of the tenant whose drawer is open. */
  edit?: string | undefined;
};

export function validateTenantSearch(search: Record<string, unknown>): TenantSearch {
  const edit = search['edit'];
  return {
    ...tenantSearch.validateSearch(search),
    ...(search['add'] === true ? { add: true } : {}),
    ...(typeof edit === 'string' && edit.length <= 36 ? { edit } : {}),
  };
}
