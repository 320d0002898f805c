import { tableSearch } from '@trunkline/web-ui/table';

/** What of the page stands in its address. */
export const auditSearch = tableSearch({
  filters: ['at', 'actorId', 'action', 'subjectKind', 'subjectId'],
  sorts: [],
});
