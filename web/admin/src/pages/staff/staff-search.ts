import { tableSearch } from '@trunkline/web-ui/table';

/** What of the list stands in its address. */
export const staffSearch = tableSearch({
  filters: ['name', 'email', 'role', 'status'],
  sorts: ['name', 'email', 'role', 'status'],
});

type StaffSearch = ReturnType<typeof staffSearch.validateSearch> & { add?: true | undefined };

export function validateStaffSearch(search: Record<string, unknown>): StaffSearch {
  return { ...staffSearch.validateSearch(search), ...(search['add'] === true ? { add: true } : {}) };
}
