import type { ReactElement } from 'react';
import { classNames } from '../class-names.ts';
import { Link } from '../primitives/link.tsx';
import { directionOf } from './cell-classes.ts';
import type { ColumnDefinition } from './column.ts';
import type { TableParts } from './table-parts.ts';
import type { TableRow } from './use-table-model.ts';

interface CellContentProps<Row extends object> {
  parts: TableParts<Row>;
  column: ColumnDefinition<Row>;
  row: TableRow<Row>;
  /** On a phone: pressing the card anywhere opens it. */
  isCard?: boolean;
}

/** A cell's content: mono text from left to right in any language, the title as the way into the row. */
export function CellContent<Row extends object>(props: CellContentProps<Row>): ReactElement {
  const { parts, column, row, isCard = false } = props;
  const content = (
    <bdi dir={directionOf(column)} className={contentClass}>
      {column.cell(row.value)}
    </bdi>
  );
  if (column.cardPart !== 'title' || parts.open === undefined) return <>{content}</>;
  const shared = {
    'data-card-title': isCard || undefined,
    className: classNames(titleClass, isCard && 'after:absolute after:inset-0'),
  };
  if (parts.props.rowHref) {
    return (
      <Link isPlain href={parts.props.rowHref(row.value)} {...shared}>
        {content}
      </Link>
    );
  }
  return (
    <button type="button" onClick={() => parts.open!(row)} {...shared}>
      {content}
    </button>
  );
}

/** Cut at the end of its own writing direction, which need not be the page's. */
const contentClass = 'inline-block max-w-full truncate align-bottom';
const titleClass =
  'block max-w-full truncate text-start rounded-sm font-medium text-text underline-offset-2 hover:underline';
