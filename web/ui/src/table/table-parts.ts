import type { DataTableProps } from './data-table-props.ts';
import type { RowMenuAnchor } from './row-menu.tsx';
import type { TableModel, TableRow } from './use-table-model.ts';

/** What the table's parts share: the page's wishes, the rows, and what may be done with a row. */
export interface TableParts<Row extends object> {
  props: DataTableProps<Row>;
  model: TableModel<Row>;
  hasSelection: boolean;
  /** Ticks or unticks these rows. */
  tick: (ids: readonly string[], isTicked: boolean) => void;
  /** With Shift: all from the row ticked last to this one. */
  tickRange: (id: string, isTicked: boolean) => void;
  /** All rows that are here; unticking drops the whole selection. */
  tickAll: (isTicked: boolean) => void;
  /** Undefined where rows lead nowhere. */
  open: ((row: TableRow<Row>) => void) | undefined;
  /** Undefined where rows have no actions. */
  openMenu: ((row: TableRow<Row>, anchor: RowMenuAnchor) => void) | undefined;
}
