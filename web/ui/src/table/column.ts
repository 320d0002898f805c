import type { ReactNode } from 'react';

/** The control above a column that narrows the list. Its value lives in `TableState.filters`. */
export type FilterControl =
  | { kind: 'text'; placeholder?: string }
  | { kind: 'select'; options: readonly FilterOption[] }
  /** The value is `2026-11-01..2026-11-21`, either side may be empty: `parseDateRange` reads it. */
  | { kind: 'date-range' };

export interface FilterOption {
  value: string;
  label: string;
}

/** Where a column's cell stands on a phone, where each row is a card; `action`: a button at its foot. */
export type CardPart = 'title' | 'subtitle' | 'status' | 'meta' | 'action' | 'hidden';

/** A column as data: the table, the cards, the chooser and the CSV are made from the same list. */
export interface ColumnDefinition<Row> {
  id: string;
  /** Translated already: the table knows no domain word. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** What the server sorts by. Without it the header does not sort. */
  sortKey?: string;
  filter?: FilterControl;
  /** The name of the filter in `TableState.filters`; the column's id unless said. */
  filterKey?: string;
  /** In pixels; 144 unless said. Room left over is shared in proportion. */
  width?: number;
  /** `end` for numbers, so that digits stand under each other. */
  align?: 'start' | 'center' | 'end';
  /** Identifiers, addresses, rates: mono type, written left to right in every language. */
  isMono?: boolean;
  /** Whether the chooser may hide it; yes unless said. */
  isHideable?: boolean;
  /** Whether it shows before anybody chose; yes unless said. */
  isDefaultVisible?: boolean;
  /** Stays in view while the others scroll sideways. Put sticky columns first. */
  isSticky?: boolean;
  /** `meta` unless said: a line of its own with the header as its name. */
  cardPart?: CardPart;
  /** The plain text of the cell for the CSV. Without it the column is left out of the file. */
  csv?: (row: Row) => string;
}

const standardWidth = 144;

export function widthOf<Row>(column: ColumnDefinition<Row>): number {
  return column.width ?? standardWidth;
}

export function filterKeyOf<Row>(column: ColumnDefinition<Row>): string {
  return column.filterKey ?? column.id;
}

/** Whether the row has nothing to show here: the cell renders nothing by itself. */
export function isBlank<Row>(column: ColumnDefinition<Row>, row: Row): boolean {
  const content = column.cell(row);
  return content === null || content === undefined || content === '' || content === false;
}
