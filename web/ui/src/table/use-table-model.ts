import { columnVisibilityFeature, tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { ColumnDefinition } from './column.ts';
import type { PagedRows } from './table-pages.ts';

const features = tableFeatures({ columnVisibilityFeature });

export interface TableModelInput<Row extends object> {
  columns: readonly ColumnDefinition<Row>[];
  visibleIds: readonly string[];
  pages: PagedRows<Row>;
  rowId: (row: Row) => string;
}

export interface TableRow<Row> {
  id: string;
  value: Row;
}

export interface TableModel<Row> {
  rows: readonly TableRow<Row>[];
  /** Those that show, in the table's order. */
  columns: readonly ColumnDefinition<Row>[];
}

/** The rows of all pages that are here, and the columns that show. Sorting and filtering are the server's. */
export function useTableModel<Row extends object>(input: TableModelInput<Row>): TableModel<Row> {
  const { columns, visibleIds, pages, rowId } = input;
  const data = useMemo(() => uniqueRows(pages.data?.pages ?? [], rowId), [pages.data, rowId]);
  const definitions = useMemo(() => columns.map(toColumnDef), [columns]);
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map(({ id }) => [id, visibleIds.includes(id)])),
    [columns, visibleIds],
  );
  const table = useTable<typeof features, Row>({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    state: { columnVisibility },
  });
  const rows = table.getRowModel().rows;
  const visible = table.getVisibleLeafColumns();
  return useMemo(
    () => ({
      rows: rows.map(({ id, original }) => ({ id, value: original })),
      columns: visible.flatMap(({ id }) => columns.filter((column) => column.id === id)),
    }),
    [rows, visible, columns],
  );
}

function toColumnDef<Row extends object>({
  id,
  header,
}: ColumnDefinition<Row>): ColumnDef<typeof features, Row> {
  return { id, header };
}

/** A row that moved between two pages while they were read is shown once, as it was read last. */
function uniqueRows<Row>(pages: readonly { data: readonly Row[] }[], rowId: (row: Row) => string): Row[] {
  const rows = new Map<string, Row>();
  for (const page of pages) for (const row of page.data) rows.set(rowId(row), row);
  return [...rows.values()];
}
