import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.tsx';
import { Dialog } from '../overlay/dialog.tsx';
import { Button } from '../primitives/button.tsx';
import { Callout } from '../primitives/callout.tsx';
import { ProgressBar } from '../primitives/progress-bar.tsx';
import { describeError } from '../state/describe-error.ts';
import { ErrorWords } from '../state/error-words.tsx';
import type { ColumnDefinition } from './column.ts';
import { exportCsv, maximumCsvRows, type CsvFile } from './csv-export.ts';
import type { TableCsv } from './data-table-props.ts';

interface CsvDialogProps<Row> {
  csv: TableCsv<Row>;
  columns: readonly ColumnDefinition<Row>[];
  onClose: () => void;
}

type Export =
  { is: 'running'; rows: number } | { is: 'done'; file: CsvFile } | { is: 'failed'; error: unknown };

/** Makes the file while it is open; closing it stops the work. */
export function CsvDialog<Row>({ csv, columns, onClose }: CsvDialogProps<Row>): ReactElement {
  const { t } = useTranslation('table');
  const { progress, startAgain } = useExport(csv, columns);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('csv.title')}
      size="sm"
      footer={
        <>
          {progress.is === 'failed' && <Button onClick={startAgain}>{t('retry')}</Button>}
          <Button variant={progress.is === 'done' ? 'primary' : 'plain'} onClick={onClose}>
            {progress.is === 'running' ? t('csv.cancel') : t('csv.close')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3" role="status">
        <ExportWords progress={progress} />
      </div>
    </Dialog>
  );
}

function ExportWords({ progress }: { progress: Export }): ReactElement {
  const { t } = useTranslation('table');
  const format = useFormat();
  const counted = (count: number) => ({ count, n: format.count(count) });
  switch (progress.is) {
    case 'running':
      return (
        <>
          <p>{t('csv.running', counted(progress.rows))}</p>
          <ProgressBar label={t('csv.title')} />
        </>
      );
    case 'failed':
      return (
        <Callout tone="bad">
          <ErrorWords error={describeError(progress.error)} />
        </Callout>
      );
    case 'done':
      return (
        <>
          <p>{t('csv.done', counted(progress.file.rows))}</p>
          {progress.file.isCut && <Callout tone="warn">{t('csv.cut', counted(maximumCsvRows))}</Callout>}
        </>
      );
  }
}

function useExport<Row>(csv: TableCsv<Row>, columns: readonly ColumnDefinition<Row>[]) {
  const [progress, setProgress] = useState<Export>({ is: 'running', rows: 0 });
  const [attempt, setAttempt] = useState(0);
  const start = useEffectEvent(async (signal: AbortSignal) => {
    const onRows = (rows: number): void => {
      if (!signal.aborted) setProgress({ is: 'running', rows });
    };
    try {
      const file = await exportCsv({ columns, fetchPage: csv.fetchPage }, { signal, onRows });
      save(file.parts, `${csv.fileName}.csv`);
      setProgress({ is: 'done', file });
    } catch (error) {
      // A stopped export has nobody left to tell.
      if (!signal.aborted) setProgress({ is: 'failed', error });
    }
  });
  useEffect(() => {
    const stop = new AbortController();
    void start(stop.signal);
    return () => stop.abort();
  }, [attempt]);
  const startAgain = (): void => {
    setProgress({ is: 'running', rows: 0 });
    setAttempt(attempt + 1);
  };
  return { progress, startAgain };
}

function save(parts: readonly string[], fileName: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
