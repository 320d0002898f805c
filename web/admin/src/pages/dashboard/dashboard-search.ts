import { rangeSearch } from '@trunkline/web-ui/chart';

/** The span of the page's charts. */
export const dashboardRange = rangeSearch('24h');
