import { ArrowDownUp, SlidersHorizontal } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../primitives/button.tsx';
import { Dialog } from '../overlay/dialog.tsx';
import { filterKeyOf } from './column.ts';
import { filterClass } from './cell-classes.ts';
import { FilterField } from './filter-field.tsx';
import type { TableParts } from './table-parts.ts';
import { withFilter } from './table-state.ts';

/** On a phone there is no head: the filters and the order are behind a button. */
export function FilterSheet<Row extends object>({ parts }: { parts: TableParts<Row> }): ReactElement {
  const { t } = useTranslation('table');
  const [isOpen, setOpen] = useState(false);
  const { columns, state, onStateChange } = parts.props;
  return (
    <>
      <IconButton icon={SlidersHorizontal} aria-label={t('filters')} onClick={() => setOpen(true)} />
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('filters')}
        size="sm"
        footer={
          <Button variant="primary" onClick={() => setOpen(false)}>
            {t('show')}
          </Button>
        }
      >
        <div className="flex flex-col gap-3">
          <SortField parts={parts} />
          {columns.map(
            (column) =>
              column.filter && (
                <div key={column.id} className="flex flex-col gap-1">
                  <span aria-hidden className="text-sm text-muted">
                    {column.header}
                  </span>
                  <FilterField
                    control={column.filter}
                    label={column.header}
                    value={state.filters[filterKeyOf(column)] ?? ''}
                    onChange={(value) => onStateChange(withFilter(state, filterKeyOf(column), value))}
                  />
                </div>
              ),
          )}
        </div>
      </Dialog>
    </>
  );
}

function SortField<Row extends object>({ parts }: { parts: TableParts<Row> }): ReactElement | null {
  const { t } = useTranslation('table');
  const { columns, state, onStateChange } = parts.props;
  const sortable = columns.filter(({ sortKey }) => sortKey !== undefined);
  if (sortable.length === 0) return null;
  const direction = state.sort?.direction ?? 'asc';
  const sortBy = (key: string): void =>
    onStateChange({ ...state, sort: key === '' ? null : { key, direction } });
  return (
    <div className="flex flex-col gap-1">
      <span aria-hidden className="text-sm text-muted">
        {t('sortBy')}
      </span>
      <div className="flex gap-2">
        <select
          aria-label={t('sortBy')}
          value={state.sort?.key ?? ''}
          onChange={(event) => sortBy(event.target.value)}
          className={filterClass}
        >
          <option value="">{t('sortOwn')}</option>
          {sortable.map(({ sortKey, header }) => (
            <option key={sortKey} value={sortKey}>
              {header}
            </option>
          ))}
        </select>
        <IconButton
          icon={ArrowDownUp}
          aria-label={direction === 'asc' ? t('sortDescending') : t('sortAscending')}
          disabled={state.sort === null}
          onClick={() =>
            state.sort &&
            onStateChange({
              ...state,
              sort: { ...state.sort, direction: direction === 'asc' ? 'desc' : 'asc' },
            })
          }
        />
      </div>
    </div>
  );
}
