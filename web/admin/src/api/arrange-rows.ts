import type { TableState } from '@trunkline/web-ui/table';

interface Arrangement<Row> {
  /** Whether a row passes a filter's value. */
  filters: Readonly<Record<string, (row: Row, wanted: string) => boolean>>;
  /** What a sort key compares. */
  sorts: Readonly<Record<string, (row: Row) => string | number>>;
}

/** The rows of a list that is all here, narrowed and ordered as the table's state says. */
export function arrangeRows<Row>(
  rows: readonly Row[],
  { filters, sort }: TableState,
  arrangement: Arrangement<Row>,
): Row[] {
  const kept = rows.filter((row) =>
    Object.entries(filters).every(([key, wanted]) => arrangement.filters[key]?.(row, wanted) ?? true),
  );
  const rank = sort && arrangement.sorts[sort.key];
  if (!rank) return kept;
  const sign = sort.direction === 'desc' ? -1 : 1;
  return kept.toSorted((one, other) => sign * compare(rank(one), rank(other)));
}

/** Whether a text has another one in it, whatever the case. */
export function has(text: string | null, wanted: string): boolean {
  return text !== null && text.toLowerCase().includes(wanted.trim().toLowerCase());
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other));
}
