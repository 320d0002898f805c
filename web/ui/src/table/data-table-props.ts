import type { ReactNode } from 'react';
import type { MenuItems } from '../primitives/menu.tsx';
import type { ColumnDefinition } from './column.ts';
import type { PagedRows, RowPage } from './table-pages.ts';
import type { TableSelection } from './table-selection.ts';
import type { TableState } from './table-state.ts';

/** All of a list. Only the first group is needed; each optional part appears when it is given. */
export interface DataTableProps<Row extends object> {
  /** Names the table in this browser's memory of chosen columns, such as `subscribers`. */
  id: string;
  /** What the list is, for those who hear it: "Subscribers". */
  label: string;
  columns: readonly ColumnDefinition<Row>[];
  /** `useInfiniteQuery`'s answer over pages `{ data, meta: { nextCursor } }`, or `singlePage(query)`. */
  pages: PagedRows<Row>;
  rowId: (row: Row) => string;
  /** What a row is called, in the names of its tick box and its menu. */
  rowLabel: (row: Row) => string;
  state: TableState;
  onStateChange: (state: TableState) => void;

  /**
   * Where a row leads: the title becomes a link, double click, Enter and a tap on a card go there. The title's
   * cell must then hold no link or button of its own.
   */
  rowHref?: (row: Row) => string;
  /** Instead of `rowHref`, where opening is no address: a drawer, say. */
  onOpen?: (row: Row) => void;
  /** The row's actions; asked for when the menu opens. */
  rowMenu?: (row: Row) => MenuItems;
  /** How many rows match, where the server counts. */
  total?: number | undefined;
  /** Shown when the list is empty and nothing narrows it. */
  empty?: ReactNode;
  /** False: the list is not for this person. */
  isPermitted?: boolean;

  /** Tick boxes appear when both are given. */
  selection?: TableSelection;
  onSelectionChange?: (selection: TableSelection) => void;
  /** Buttons for the ticked rows. */
  bulkActions?: (selection: TableSelection) => ReactNode;

  /** CSV of all rows that match, read page by page. */
  csv?: TableCsv<Row>;
  /** At the start of the bar above the table: search box, saved views. */
  toolbar?: ReactNode;
  /** In pixels, where the frame shall not reach to the bottom of the window. */
  height?: number;
}

export interface TableCsv<Row> {
  /** Without `.csv`. */
  fileName: string;
  /** The page of the filtered list after this cursor; ask for the largest pages the API gives. */
  fetchPage: (cursor: string | null, signal: AbortSignal) => Promise<RowPage<Row>>;
}
