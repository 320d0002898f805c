import { widthOf, type ColumnDefinition } from './column.ts';

export const selectWidth = 36;
export const menuWidth = 40;

export interface ColumnWidths {
  /** In pixels, by the column's id. */
  widths: ReadonlyMap<string, number>;
  /** How far from the inline start a sticky column stays. */
  stickyOffsets: ReadonlyMap<string, number>;
  total: number;
}

export interface WidthInput<Row> {
  columns: readonly ColumnDefinition<Row>[];
  available: number;
  hasSelection: boolean;
  hasMenu: boolean;
}

/**
 * Gives each column its width and shares the room that is left among those that do not stick: sticky offsets
 * are sums of widths and must be exact.
 */
export function columnWidths<Row>({
  columns,
  available,
  hasSelection,
  hasMenu,
}: WidthInput<Row>): ColumnWidths {
  const controls = (hasSelection ? selectWidth : 0) + (hasMenu ? menuWidth : 0);
  const wanted = columns.reduce((sum, column) => sum + widthOf(column), 0);
  const fluid = columns
    .filter((column) => !column.isSticky)
    .reduce((sum, column) => sum + widthOf(column), 0);
  const spare = Math.max(0, available - controls - wanted);
  const factor = fluid === 0 ? 1 : 1 + spare / fluid;
  const widths = new Map<string, number>();
  const stickyOffsets = new Map<string, number>();
  let start = hasSelection ? selectWidth : 0;
  for (const column of columns) {
    const width = column.isSticky ? widthOf(column) : widthOf(column) * factor;
    widths.set(column.id, width);
    if (column.isSticky) {
      stickyOffsets.set(column.id, start);
      start += width;
    }
  }
  return {
    widths,
    stickyOffsets,
    total: controls + [...widths.values()].reduce((sum, width) => sum + width, 0),
  };
}
