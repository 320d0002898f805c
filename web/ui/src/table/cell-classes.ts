import { classNames } from '../class-names.ts';
import type { ColumnDefinition } from './column.ts';

/** How a column's text stands, the same in its header, its cells and its skeleton. */
export function alignClass<Row>({ align }: ColumnDefinition<Row>): string {
  if (align === 'end') return 'text-end';
  return align === 'center' ? 'text-center' : 'text-start';
}

/** Figures are written from left to right in every language, and their units stand under each other. */
export function directionOf<Row>({ align, isMono }: ColumnDefinition<Row>): 'ltr' | undefined {
  return align === 'end' || isMono ? 'ltr' : undefined;
}

export function cellClass<Row>(column: ColumnDefinition<Row>): string {
  return classNames(
    'border-b border-line px-2',
    alignClass(column),
    column.isMono && 'font-mono text-sm',
    column.isSticky && 'sticky z-10 bg-inherit',
  );
}

/** The block inside a cell: it alone may have the direction of figures, for a sticky cell keeps the page's. */
export function innerClass<Row>(column: ColumnDefinition<Row>): string {
  return classNames('truncate', alignClass(column));
}

/** A control of the filter row. */
export const filterClass =
  'h-7 w-full min-w-0 rounded-md border border-line bg-canvas px-2 text-sm font-normal text-text hover:border-control phone:h-11 phone:text-base';
