import type { ReactElement } from 'react';
import { Skeleton } from '../primitives/skeleton.tsx';
import { cellClass } from './cell-classes.ts';
import type { ColumnDefinition } from './column.ts';

const skeletonRows = 12;

interface SkeletonRowsProps<Row> {
  columns: readonly ColumnDefinition<Row>[];
  hasSelection: boolean;
  hasMenu: boolean;
}

/** The shape of the rows that are still coming. */
export function SkeletonRows<Row>({ columns, hasSelection, hasMenu }: SkeletonRowsProps<Row>): ReactElement {
  return (
    <tbody aria-hidden="true">
      {Array.from({ length: skeletonRows }, (_, index) => (
        <tr key={index}>
          {hasSelection && <td aria-hidden="true" className="border-b border-line" />}
          {columns.map((column) => (
            <td key={column.id} className={`${cellClass(column)} h-[33px]`}>
              <Skeleton
                className={`inline-block h-3 ${widths[(index + column.id.length) % widths.length]!}`}
              />
            </td>
          ))}
          {hasMenu && <td aria-hidden="true" className="border-b border-line" />}
        </tr>
      ))}
    </tbody>
  );
}

/** Uneven like real text, but the same at each render. */
const widths = ['w-3/4', 'w-1/2', 'w-2/3', 'w-5/6', 'w-2/5'];
