/** The one list of the app, and what pages need to describe theirs. */
export { DataTable } from './data-table.tsx';
export type { DataTableProps, TableCsv } from './data-table-props.ts';
export type { CardPart, ColumnDefinition, FilterControl, FilterOption } from './column.ts';
export { singlePage } from './table-pages.ts';
export type { PagedRows, RowPage } from './table-pages.ts';
export { tableSearch } from './table-search.ts';
export type { TableSearch, TableSearchRules } from './table-search.ts';
export { emptySelection, isEmptySelection, selectedCount } from './table-selection.ts';
export type { TableSelection } from './table-selection.ts';
export { emptyTableState, formatDateRange, parseDateRange } from './table-state.ts';
export type { SortDirection, TableSort, TableState } from './table-state.ts';
