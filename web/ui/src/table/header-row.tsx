import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { alignClass, innerClass } from './cell-classes.ts';
import type { ColumnDefinition } from './column.ts';
import type { ColumnWidths } from './column-widths.ts';
import { isSelected } from './table-selection.ts';
import { withNextSort, type TableSort } from './table-state.ts';
import type { TableParts } from './table-parts.ts';
import { TickBox } from './tick-box.tsx';

interface HeadProps<Row extends object> {
  parts: TableParts<Row>;
  sizes: ColumnWidths;
}

/** The names of the columns; those the server sorts by are buttons. */
export function HeaderRow<Row extends object>({ parts, sizes }: HeadProps<Row>): ReactElement {
  const { t } = useTranslation('table');
  return (
    <tr aria-rowindex={1}>
      {parts.hasSelection && <SelectAllCell parts={parts} />}
      {parts.model.columns.map((column) => (
        <HeaderCell
          key={column.id}
          parts={parts}
          column={column}
          offset={sizes.stickyOffsets.get(column.id)}
        />
      ))}
      {parts.openMenu && (
        <th scope="col" className="sticky end-0 z-10 h-8 border-b border-line bg-surface p-0">
          <span className="sr-only">{t('actions')}</span>
        </th>
      )}
    </tr>
  );
}

function SelectAllCell<Row extends object>({ parts }: { parts: TableParts<Row> }): ReactElement {
  const { t } = useTranslation('table');
  const { rows } = parts.model;
  const ticked = rows.filter(({ id }) => isSelected(parts.props.selection!, id)).length;
  const isAll = rows.length > 0 && ticked === rows.length;
  return (
    <th scope="col" className="sticky start-0 z-10 h-8 border-b border-line bg-surface p-0">
      <TickBox
        label={t('selectAll')}
        isTicked={isAll}
        isDisabled={rows.length === 0}
        isMixed={ticked > 0 && !isAll}
        onTick={parts.tickAll}
      />
    </th>
  );
}

interface HeaderCellProps<Row extends object> {
  parts: TableParts<Row>;
  column: ColumnDefinition<Row>;
  offset: number | undefined;
}

function HeaderCell<Row extends object>({ parts, column, offset }: HeaderCellProps<Row>): ReactElement {
  const { state, onStateChange } = parts.props;
  const sort = column.sortKey !== undefined && state.sort?.key === column.sortKey ? state.sort : null;
  return (
    <th
      scope="col"
      aria-sort={column.sortKey === undefined ? undefined : ariaSort(sort)}
      style={offset === undefined ? undefined : { insetInlineStart: offset }}
      className={classNames(
        'h-8 border-b border-line bg-surface p-0 text-sm font-semibold text-muted',
        alignClass(column),
        offset !== undefined && 'sticky z-10',
      )}
    >
      {column.sortKey === undefined ? (
        <div
          dir={column.align === 'end' ? 'ltr' : undefined}
          className={classNames('px-2', innerClass(column))}
        >
          <bdi>{column.header}</bdi>
        </div>
      ) : (
        <button
          type="button"
          dir={column.align === 'end' ? 'ltr' : undefined}
          onClick={() => onStateChange(withNextSort(state, column.sortKey!))}
          className={classNames(
            'group flex h-8 w-full items-center gap-1 px-2 hover:bg-hover hover:text-text',
            column.align === 'end' && 'justify-end',
            column.align === 'center' && 'justify-center',
            sort !== null && 'text-text',
          )}
        >
          <bdi className="truncate">{column.header}</bdi>
          <SortIcon sort={sort} isFirst={column.align === 'end'} />
        </button>
      )}
    </th>
  );
}

/** Before the name of a column of figures, so that the name stands above its figures. */
function SortIcon({ sort, isFirst }: { sort: TableSort | null; isFirst: boolean }): ReactElement {
  const order = isFirst ? 'order-first' : '';
  if (sort === null) {
    return (
      <ChevronsUpDown
        size={12}
        aria-hidden
        className={`shrink-0 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 ${order}`}
      />
    );
  }
  const Icon = sort.direction === 'asc' ? ArrowUp : ArrowDown;
  return <Icon size={12} aria-hidden className={`shrink-0 ${order}`} />;
}

function ariaSort(sort: TableSort | null): 'none' | 'ascending' | 'descending' {
  if (sort === null) return 'none';
  return sort.direction === 'asc' ? 'ascending' : 'descending';
}
