import { classNames } from '../class-names.ts';
import type { ColumnDefinition } from './column.ts';

/** How a column's text stands, the same in its header, its cells and its skeleton. */
export function alignClass<Row>({ align }: ColumnDefinition<Row>): string {
  if (align === 'end') return 'text-end';
  return align === 'center' ? 'text-center' : 'text-start';
}

export function cellClass<Row>(column: ColumnDefinition<Row>): string {
  return classNames(
    'truncate border-b border-line px-2',
    alignClass(column),
    column.isMono && 'font-mono text-sm',
    column.isSticky && 'sticky z-10 bg-inherit',
  );
}
