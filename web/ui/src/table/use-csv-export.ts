import { useEffect, useRef, useState } from 'react';
import { exportCsv, type CsvFile, type CsvSource } from './csv-export.ts';

export type ExportProgress =
  { is: 'running'; rows: number } | { is: 'done'; file: CsvFile } | { is: 'failed'; error: unknown };

export interface CsvExport {
  /** Null: nobody asked for a file. */
  progress: ExportProgress | null;
  start: () => void;
  /** Ends the work, if it still goes on, and forgets it. */
  close: () => void;
}

/** Makes a file of the list and saves it. Leaving the page stops the work. */
export function useCsvExport<Row>(source: CsvSource<Row> & { fileName: string }): CsvExport {
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async ({ signal }: AbortController): Promise<void> => {
    try {
      const file = await exportCsv(source, {
        signal,
        onRows: (rows) => signal.aborted || setProgress({ is: 'running', rows }),
      });
      save(file.parts, `${source.fileName}.csv`);
      setProgress({ is: 'done', file });
    } catch (error) {
      // A stopped export has nobody left to tell.
      if (!signal.aborted) setProgress({ is: 'failed', error });
    }
  };
  const start = (): void => {
    running.current?.abort();
    running.current = new AbortController();
    setProgress({ is: 'running', rows: 0 });
    void run(running.current);
  };
  const close = (): void => {
    running.current?.abort();
    setProgress(null);
  };
  return { progress, start, close };
}

function save(parts: readonly string[], fileName: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
