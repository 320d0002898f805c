import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../primitives/button.tsx';
import type { ColumnDefinition } from './column.ts';
import { CsvDialog } from './csv-dialog.tsx';
import type { TableCsv } from './data-table-props.ts';
import { useCsvExport } from './use-csv-export.ts';

interface CsvButtonProps<Row> {
  csv: TableCsv<Row>;
  columns: readonly ColumnDefinition<Row>[];
}

/** Starts the file of the filtered list and shows how far it is. */
export function CsvButton<Row>({ csv, columns }: CsvButtonProps<Row>): ReactElement {
  const { t } = useTranslation('table');
  const file = useCsvExport({ ...csv, columns });
  return (
    <>
      <IconButton icon={Download} aria-label={t('csv.button')} onClick={file.start} />
      <CsvDialog {...file} />
    </>
  );
}
