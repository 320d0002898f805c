import { useRef } from 'react';
import type { DataTableProps } from './data-table-props.ts';
import type { TableParts } from './table-parts.ts';
import { emptySelection, withRows } from './table-selection.ts';
import type { TableRow } from './use-table-model.ts';

/** Ticking one row, all rows, and with Shift all from the last one to this. */
export function useTicking<Row extends object>(
  props: DataTableProps<Row>,
  rows: readonly TableRow<Row>[],
): Pick<TableParts<Row>, 'tick' | 'tickAll' | 'tickRange'> {
  const lastTicked = useRef<string | null>(null);
  const { selection = emptySelection, onSelectionChange } = props;

  const tick = (ids: readonly string[], isTicked: boolean): void => {
    lastTicked.current = ids.at(-1) ?? null;
    onSelectionChange?.(withRows(selection, ids, isTicked));
  };
  const tickAll = (isTicked: boolean): void => {
    lastTicked.current = null;
    // Unticking "all that match" row by row would leave those not seen ticked.
    if (!isTicked) return onSelectionChange?.(emptySelection);
    onSelectionChange?.(withRows(selection, idsOf(rows), true));
  };
  const tickRange = (id: string, isTicked: boolean): void => {
    const from = rows.findIndex((row) => row.id === lastTicked.current);
    const to = rows.findIndex((row) => row.id === id);
    tick(from === -1 ? [id] : idsBetween(rows, from, to), isTicked);
    lastTicked.current = id;
  };
  return { tick, tickAll, tickRange };
}

function idsBetween<Row>(rows: readonly TableRow<Row>[], one: number, other: number): string[] {
  return idsOf(rows.slice(Math.min(one, other), Math.max(one, other) + 1));
}

function idsOf<Row>(rows: readonly TableRow<Row>[]): string[] {
  return rows.map(({ id }) => id);
}
