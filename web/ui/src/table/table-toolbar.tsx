import { FilterX } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../primitives/button.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { CsvButton } from './csv-button.tsx';
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
export function TableToolbar<Row extends object>(props: TableToolbarProps<Row>): ReactElement {
  const { parts, visible, isNarrow } = props;
  const { t } = useTranslation('table');
  const { columns, csv, state, onStateChange, toolbar } = parts.props;
  const isNarrowed = Object.keys(state.filters).length > 0;
  const isSortable = columns.some(({ sortKey }) => sortKey !== undefined);
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line p-2">
      <div className="flex min-w-0 flex-auto flex-wrap items-center gap-2">{toolbar}</div>
      <div className="ms-auto flex items-center gap-1">
        {isNarrowed && (
          <Button
            icon={FilterX}
            size="sm"
            variant="ghost"
            onClick={() => onStateChange({ ...state, filters: {} })}
          >
            {t('clearFilters')}
          </Button>
        )}
        {isNarrow && (hasFilters(columns) || isSortable) && <FilterSheet parts={parts} />}
        {!isNarrow && <ColumnChooser columns={columns} visible={visible} />}
        {csv && hasCsv(columns) && <CsvButton csv={csv} columns={columns} />}
      </div>
    </div>
  );
}
