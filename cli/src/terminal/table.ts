import { printable } from './printable.ts';

export interface Column<Row> {
  readonly heading: string;
  /** Right for numbers. */
  readonly align?: 'left' | 'right';
  /** What stands in the cell; nothing becomes a dash. */
  readonly cell: (row: Row) => string | number | bigint | null | undefined;
}

/** Rows as aligned text under headings, one line each, with a newline at the end. */
export function renderTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((column) => column.heading.toUpperCase()),
    ...rows.map((row) => columns.map((column) => cellText(column.cell(row)))),
  ];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => width(line[at]!))));
  return lines.map((line) => `${renderLine(line, columns, widths)}\n`).join('');
}

/** Facts about one thing: label, value, aligned. */
export function renderFacts(
  facts: readonly (readonly [label: string, value: string | number | bigint | null | undefined])[],
): string {
  const widest = Math.max(...facts.map(([label]) => width(label)));
  return facts.map(([label, value]) => `${pad(label, widest)}  ${cellText(value)}\n`).join('');
}

function renderLine<Row>(
  cells: readonly string[],
  columns: readonly Column<Row>[],
  widths: readonly number[],
): string {
  return cells
    .map((cell, at) =>
      columns[at]!.align === 'right' ? ' '.repeat(widths[at]! - width(cell)) + cell : pad(cell, widths[at]!),
    )
    .join('  ')
    .trimEnd();
}

function cellText(value: string | number | bigint | null | undefined): string {
  return value === null || value === undefined || value === '' ? '-' : printable(String(value));
}

function pad(text: string, to: number): string {
  return text + ' '.repeat(to - width(text));
}

/** Places on the terminal: East Asian wide characters take two, combining marks none. */
function width(text: string): number {
  let places = 0;
  for (const character of text) {
    if (/\p{Mn}/u.test(character)) continue;
    places += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(
      character,
    )
      ? 2
      : 1;
  }
  return places;
}
