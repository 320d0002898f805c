import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.tsx';
import { Dialog } from '../overlay/dialog.tsx';
import { Button } from '../primitives/button.tsx';
import { Callout } from '../primitives/callout.tsx';
import { ProgressBar } from '../primitives/progress-bar.tsx';
import { describeError } from '../state/describe-error.ts';
import { ErrorWords } from '../state/error-words.tsx';
import { maximumCsvRows } from './csv-export.ts';
import type { CsvExport, ExportProgress } from './use-csv-export.ts';

/** How far the file is. Closing it stops the work. */
export function CsvDialog({ progress, start, close }: CsvExport): ReactElement {
  const { t } = useTranslation('table');
  return (
    <Dialog
      isOpen={progress !== null}
      onClose={close}
      title={t('csv.title')}
      size="sm"
      footer={
        <>
          {progress?.is === 'failed' && <Button onClick={start}>{t('retry')}</Button>}
          <Button variant={progress?.is === 'done' ? 'primary' : 'plain'} onClick={close}>
            {progress?.is === 'running' ? t('csv.cancel') : t('csv.close')}
          </Button>
        </>
      }
    >
      <output className="flex flex-col gap-3">{progress && <ExportWords progress={progress} />}</output>
    </Dialog>
  );
}

function ExportWords({ progress }: { progress: ExportProgress }): ReactElement {
  const { t } = useTranslation('table');
  const format = useFormat();
  const counted = (count: number) => ({ count, n: format.count(count) });
  if (progress.is === 'failed') {
    return (
      <Callout tone="bad">
        <ErrorWords error={describeError(progress.error)} />
      </Callout>
    );
  }
  if (progress.is === 'running') {
    return (
      <>
        <p>{t('csv.running', counted(progress.rows))}</p>
        <ProgressBar label={t('csv.title')} />
      </>
    );
  }
  return (
    <>
      <p>{t('csv.done', counted(progress.file.rows))}</p>
      {progress.file.isCut && <Callout tone="warn">{t('csv.cut', counted(maximumCsvRows))}</Callout>}
    </>
  );
}
