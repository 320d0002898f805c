import { rangeSearch } from '@trunkline/web-ui/chart';
import { tableSearch } from '@trunkline/web-ui/table';

/** What of the page stands in its address. */
export const authLogSearch = tableSearch({
  filters: ['username', 'outcome', 'reason', 'nasId', 'mac', 'subscriberId'],
  sorts: [],
});
export const authLogRange = rangeSearch('24h');
