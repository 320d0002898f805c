import type { ColumnDefinition } from './column.ts';

/** Excel takes a file for UTF-8 only when it begins with this. */
export const byteOrderMark = '\uFEFF';
const lineEnd = '\r\n';

/** `'` in front makes a spreadsheet read text. The full-width forms are folded to the narrow ones by some. */
const formulaStart = /^[\s\u200B-\u200F\u2060\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/u;
/**
 * A spreadsheet set to another separator splits a cell where we do not, and what comes after begins a cell there.
 */
const formulaAfterSeparator = /([;|\t\r\n])(\s*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/** The first line of the file: the headers of the columns that have a text. */
export function csvHeader<Row>(columns: readonly ColumnDefinition<Row>[]): string {
  return csvLine(csvColumns(columns).map(({ header }) => header));
}

/** The lines of these rows, each with its line end. */
export function csvRows<Row>(columns: readonly ColumnDefinition<Row>[], rows: readonly Row[]): string {
  const texts = csvColumns(columns).map(({ csv }) => csv!);
  return rows.map((row) => csvLine(texts.map((text) => text(row)))).join('');
}

/** One RFC 4180 record. A cell that a spreadsheet would run as a formula is made text. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => quoted(neutralised(cell))).join(',') + lineEnd;
}

/** Whether any column has a text for the file. */
export function hasCsv<Row>(columns: readonly ColumnDefinition<Row>[]): boolean {
  return csvColumns(columns).length > 0;
}

function csvColumns<Row>(columns: readonly ColumnDefinition<Row>[]): ColumnDefinition<Row>[] {
  return columns.filter(({ csv }) => csv !== undefined);
}

function neutralised(cell: string): string {
  const inside = cell.replace(formulaAfterSeparator, "$1$2'");
  return formulaStart.test(cell) ? `'${inside}` : inside;
}

function quoted(cell: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
