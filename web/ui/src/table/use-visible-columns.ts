import { useMemo, useState } from 'react';
import type { ColumnDefinition } from './column.ts';
import type { TableState } from './table-state.ts';

export interface VisibleColumns {
  ids: readonly string[];
  /** Null: the default again. */
  choose: (ids: readonly string[] | null) => void;
}

interface VisibleColumnsInput<Row> {
  tableId: string;
  columns: readonly ColumnDefinition<Row>[];
  state: TableState;
  onStateChange: (state: TableState) => void;
}

/**
 * Which columns show: what the state says (a link, a saved view), else what was chosen last in this browser,
 * else the default. A column that may not be hidden always shows.
 */
export function useVisibleColumns<Row>(input: VisibleColumnsInput<Row>): VisibleColumns {
  const { tableId, columns, state, onStateChange } = input;
  const [remembered, setRemembered] = useState(() => readColumns(tableId));
  const ids = useMemo(
    () => visibleIds(columns, state.columns ?? remembered),
    [columns, state.columns, remembered],
  );
  const choose = (chosen: readonly string[] | null): void => {
    rememberColumns(tableId, chosen);
    setRemembered(chosen);
    onStateChange({ ...state, columns: chosen });
  };
  return { ids, choose };
}

export function visibleIds<Row>(
  columns: readonly ColumnDefinition<Row>[],
  chosen: readonly string[] | null,
): string[] {
  const known = chosen?.filter((id) => columns.some((column) => column.id === id)) ?? [];
  return columns
    .filter((column) => {
      if (column.isHideable === false) return true;
      return known.length === 0 ? column.isDefaultVisible !== false : known.includes(column.id);
    })
    .map(({ id }) => id);
}

const storageKey = (tableId: string): string => `trunkline.table.${tableId}.columns`;

/** A browser may refuse storage; the default columns then show. */
function readColumns(tableId: string): readonly string[] | null {
  try {
    const stored = window.localStorage.getItem(storageKey(tableId));
    return stored === null || stored === '' ? null : stored.split(',');
  } catch {
    return null;
  }
}

function rememberColumns(tableId: string, ids: readonly string[] | null): void {
  try {
    if (ids === null) window.localStorage.removeItem(storageKey(tableId));
    else window.localStorage.setItem(storageKey(tableId), ids.join(','));
  } catch {
    // The choice then lives in the page's state alone.
  }
}
