import { byteOrderMark, csvHeader, csvRows } from './csv-writer.ts';
import type { ColumnDefinition } from './column.ts';
import type { RowPage } from './table-pages.ts';

/** A file of more rows is no longer a spreadsheet's; the rest is left out and the dialog says so. */
export const maximumCsvRows = 100_000;
/** A list that answers empty pages with new cursors for ever must end too. */
const maximumCsvPages = 5_000;

export interface CsvSource<Row> {
  columns: readonly ColumnDefinition<Row>[];
  /** The page after this cursor of the filtered list; the first for null. Ask for the largest the API gives. */
  fetchPage: (cursor: string | null, signal: AbortSignal) => Promise<RowPage<Row>>;
}

export interface CsvProgress {
  signal: AbortSignal;
  onRows: (written: number) => void;
}

export interface CsvFile {
  /** Parts of the text, for a Blob. */
  parts: readonly string[];
  rows: number;
  /** Whether rows were left out because of the maximum. */
  isCut: boolean;
}

/** Reads the filtered list page by page and makes the file. Rejects with the signal's reason when it is stopped. */
export async function exportCsv<Row>(source: CsvSource<Row>, progress: CsvProgress): Promise<CsvFile> {
  const parts = [byteOrderMark, csvHeader(source.columns)];
  let cursor: string | null = null;
  let rows = 0;
  for (let page = 0; page < maximumCsvPages; page += 1) {
    progress.signal.throwIfAborted();
    const answer: RowPage<Row> = await source.fetchPage(cursor, progress.signal);
    const taken = answer.data.slice(0, maximumCsvRows - rows);
    parts.push(csvRows(source.columns, taken));
    rows += taken.length;
    progress.onRows(rows);
    cursor = answer.meta?.nextCursor ?? null;
    const isCut = taken.length < answer.data.length;
    if (cursor === null || isCut || rows >= maximumCsvRows) {
      progress.signal.throwIfAborted();
      return { parts, rows, isCut: isCut || cursor !== null };
    }
  }
  return { parts, rows, isCut: true };
}
