import { tableSearch } from '@trunkline/web-ui/table';

/** What of a simulation stands in its address. */
export const simulationSearch = tableSearch({ filters: ['only'], sorts: [] });

/** What of the list of simulations stands in its address. */
export const simulationListSearch = tableSearch({ filters: [], sorts: [] });
