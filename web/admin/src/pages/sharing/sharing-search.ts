import { tableSearch } from '@trunkline/web-ui/table';

/** What of the list stands in its address. */
export const sharingSearch = tableSearch({ filters: ['state'], sorts: [] });
