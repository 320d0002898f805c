import { rangeSearch } from '@trunkline/web-ui/chart';
import { tableSearch } from '@trunkline/web-ui/table';

/** What of the page stands in its address. */
export const onlineSearch = tableSearch({
  filters: ['q', 'nasId', 'planId', 'isSilent'],
  sorts: ['startedAt', 'rate'],
});
export const onlineRange = rangeSearch('6h');
