import { Download, FilterX } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../primitives/button.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { CsvDialog } from './csv-dialog.tsx';
import { hasCsv } from './csv-writer.ts';
import { FilterSheet } from './filter-sheet.tsx';
import { hasFilters } from './filter-row.tsx';
import type { TableParts } from './table-parts.ts';
import type { VisibleColumns } from './use-visible-columns.ts';

interface TableToolbarProps<Row extends object> {
  parts: TableParts<Row>;
  visible: VisibleColumns;
  isNarrow: boolean;
}

/** The page's own controls, then what every list has: filters taken away, columns, CSV. */
export function TableToolbar<Row extends object>({
  parts,
  visible,
  isNarrow,
}: TableToolbarProps<Row>): ReactElement {
  const { t } = useTranslation('table');
  const { props } = parts;
  const [isExporting, setExporting] = useState(false);
  const isNarrowed = Object.keys(props.state.filters).length > 0;
  const clear = t('clearFilters');
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line p-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">{props.toolbar}</div>
      <div className="ms-auto flex items-center gap-1">
        {isNarrowed && (
          <Button
            icon={FilterX}
            size="sm"
            variant="ghost"
            onClick={() => props.onStateChange({ ...props.state, filters: {} })}
          >
            {clear}
          </Button>
        )}
        {isNarrow && (hasFilters(props.columns) || hasSorts(parts)) && <FilterSheet parts={parts} />}
        {!isNarrow && <ColumnChooser columns={props.columns} visible={visible} />}
        {props.csv && hasCsv(props.columns) && (
          <IconButton icon={Download} aria-label={t('csv.button')} onClick={() => setExporting(true)} />
        )}
      </div>
      {props.csv && isExporting && (
        <CsvDialog csv={props.csv} columns={props.columns} onClose={() => setExporting(false)} />
      )}
    </div>
  );
}

function hasSorts<Row extends object>({ props }: TableParts<Row>): boolean {
  return props.columns.some(({ sortKey }) => sortKey !== undefined);
}
