import type { ReactElement } from 'react';
import { filterKeyOf, type ColumnDefinition } from './column.ts';
import type { ColumnWidths } from './column-widths.ts';
import { FilterField } from './filter-field.tsx';
import type { TableParts } from './table-parts.ts';
import { withFilter } from './table-state.ts';

/** The controls under the headers that narrow the list. */
export function FilterRow<Row extends object>(props: {
  parts: TableParts<Row>;
  sizes: ColumnWidths;
}): ReactElement {
  const { parts, sizes } = props;
  const { state, onStateChange } = parts.props;
  return (
    <tr aria-rowindex={2}>
      {parts.hasSelection && (
        <td aria-hidden="true" className="sticky start-0 z-10 border-b border-line bg-surface" />
      )}
      {parts.model.columns.map((column) => (
        <td
          key={column.id}
          style={column.isSticky ? { insetInlineStart: sizes.stickyOffsets.get(column.id) } : undefined}
          className={`h-[38px] border-b border-line bg-surface px-1 ${column.isSticky ? 'sticky z-10' : ''}`}
        >
          {column.filter && (
            <FilterField
              control={column.filter}
              label={column.header}
              value={state.filters[filterKeyOf(column)] ?? ''}
              onChange={(value) => onStateChange(withFilter(state, filterKeyOf(column), value))}
            />
          )}
        </td>
      ))}
      {parts.openMenu && (
        <td aria-hidden="true" className="sticky end-0 z-10 border-b border-line bg-surface" />
      )}
    </tr>
  );
}

export function hasFilters<Row>(columns: readonly ColumnDefinition<Row>[]): boolean {
  return columns.some(({ filter }) => filter !== undefined);
}
