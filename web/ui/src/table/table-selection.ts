/** Rows ticked one by one, or all that match a filter but for some. The server does the second without a list. */
export type TableSelection =
  | { mode: 'rows'; ids: readonly string[] }
  | { mode: 'filter'; filter: Readonly<Record<string, string>>; except: readonly string[] };

export const emptySelection: TableSelection = { mode: 'rows', ids: [] };

export function isSelected(selection: TableSelection, id: string): boolean {
  return selection.mode === 'rows' ? selection.ids.includes(id) : !selection.except.includes(id);
}

export function isEmptySelection(selection: TableSelection): boolean {
  return selection.mode === 'rows' && selection.ids.length === 0;
}

/** How many rows are meant; undefined when the filter's total is not known. */
export function selectedCount(selection: TableSelection, total: number | undefined): number | undefined {
  if (selection.mode === 'rows') return selection.ids.length;
  return total === undefined ? undefined : Math.max(0, total - selection.except.length);
}

/** The selection with these rows ticked or unticked. */
export function withRows(
  selection: TableSelection,
  ids: readonly string[],
  isTicked: boolean,
): TableSelection {
  const changed = new Set(ids);
  if (selection.mode === 'rows') {
    const others = selection.ids.filter((id) => !changed.has(id));
    return { mode: 'rows', ids: isTicked ? [...others, ...ids] : others };
  }
  const others = selection.except.filter((id) => !changed.has(id));
  return { ...selection, except: isTicked ? others : [...others, ...ids] };
}

/** All rows that match these filters, seen or not. */
export function selectionOfFilter(filter: Readonly<Record<string, string>>): TableSelection {
  return { mode: 'filter', filter, except: [] };
}

/** A selection by filter means other rows once the filter differs, and must then be dropped. */
export function isSelectionStale(
  selection: TableSelection,
  filters: Readonly<Record<string, string>>,
): boolean {
  if (selection.mode === 'rows') return false;
  const keys = new Set([...Object.keys(selection.filter), ...Object.keys(filters)]);
  return [...keys].some((key) => selection.filter[key] !== filters[key]);
}
