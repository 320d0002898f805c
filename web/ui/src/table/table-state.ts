export type SortDirection = 'asc' | 'desc';

export interface TableSort {
  key: string;
  direction: SortDirection;
}

/**
 * All that decides which rows and columns are seen. The page owns it (in the URL's search params, by
 * `tableSearch`), the table only asks for changes.
 */
export interface TableState {
  /** Null: the list's own order. */
  sort: TableSort | null;
  /** Only filters in use are present; no value is empty. */
  filters: Readonly<Record<string, string>>;
  /** Ids of the visible columns in the table's order; null: what this browser chose last, else the default. */
  columns: readonly string[] | null;
}

export const emptyTableState: TableState = { sort: null, filters: {}, columns: null };

/** The state with one filter set, or taken away by an empty value. */
export function withFilter(state: TableState, key: string, value: string): TableState {
  const { [key]: _previous, ...others } = state.filters;
  return { ...state, filters: value === '' ? others : { ...others, [key]: value } };
}

/** A header was pressed: ascending, descending, then the list's own order again. */
export function withNextSort(state: TableState, key: string): TableState {
  if (state.sort?.key !== key) return { ...state, sort: { key, direction: 'asc' } };
  if (state.sort.direction === 'asc') return { ...state, sort: { key, direction: 'desc' } };
  return { ...state, sort: null };
}

/** The two sides of a date range filter, as `YYYY-MM-DD`; a side that is not a date is open. */
export function parseDateRange(value: string | undefined): { from?: string; to?: string } {
  const [from = '', to = ''] = (value ?? '').split('..');
  return { ...(isDate(from) ? { from } : {}), ...(isDate(to) ? { to } : {}) };
}

export function formatDateRange({ from = '', to = '' }: { from?: string; to?: string }): string {
  return from === '' && to === '' ? '' : `${from}..${to}`;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
