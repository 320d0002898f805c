import { EllipsisVertical } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { Skeleton } from '../primitives/skeleton.tsx';
import { CellContent } from './cell-content.tsx';
import { isBlank, type CardPart, type ColumnDefinition } from './column.ts';
import { isSelected } from './table-selection.ts';
import type { TableParts } from './table-parts.ts';
import { TickBox } from './tick-box.tsx';
import type { TableRow } from './use-table-model.ts';
import { hasError, useNextPage, useVirtualRows } from './use-virtual-rows.ts';

const estimatedCardHeight = 112;
const skeletonCards = 5;

interface CardListProps<Row extends object> {
  parts: TableParts<Row>;
  scrollerRef: { current: HTMLDivElement | null };
}

/** The rows of a phone: the same data and the same menu, each row a card that opens when it is pressed. */
export function CardList<Row extends object>({ parts, scrollerRef }: CardListProps<Row>): ReactElement {
  const { props, model } = parts;
  const { rows } = model;
  const virtualizer = useVirtualRows({
    count: rows.length,
    scrollerRef,
    estimatedHeight: estimatedCardHeight,
    headHeight: 0,
    keyOf: (index) => rows[index]!.id,
  });
  const items = virtualizer.getVirtualItems();
  const total = virtualizer.getTotalSize();
  useNextPage(props.pages, items.at(-1)?.index ?? 0, rows.length);
  if (props.pages.data === undefined && !hasError(props.pages)) return <CardSkeletons />;
  return (
    <ul aria-label={props.label} style={{ paddingBlockStart: items[0]?.start ?? 0 }}>
      {items.map((item) => (
        <li
          key={item.key}
          ref={virtualizer.measureElement}
          data-index={item.index}
          aria-setsize={props.total ?? (props.pages.hasNextPage ? -1 : rows.length)}
          aria-posinset={item.index + 1}
        >
          <Card parts={parts} row={rows[item.index]!} />
        </li>
      ))}
      <li aria-hidden="true" style={{ height: Math.max(0, total - (items.at(-1)?.end ?? 0)) }} />
    </ul>
  );
}

function Card<Row extends object>({
  parts,
  row,
}: {
  parts: TableParts<Row>;
  row: TableRow<Row>;
}): ReactElement {
  const { t } = useTranslation('table');
  const { props, hasSelection, openMenu, tick } = parts;
  const name = props.rowLabel(row.value);
  const isTicked = hasSelection && isSelected(props.selection!, row.id);
  return (
    <div
      className={classNames(
        // The title's link covers the card; whatever else can be pressed lies above it.
        'relative flex gap-1 border-b border-line py-2',
        openMenu ? 'pe-1' : 'pe-3',
        '[&_:is(a,button,label):not([data-card-title])]:relative [&_:is(a,button,label):not([data-card-title])]:z-10',
        hasSelection ? 'ps-0' : 'ps-3',
        isTicked ? 'bg-accent-soft' : 'bg-surface',
      )}
    >
      {hasSelection && (
        <div>
          <TickBox
            label={t('selectRow', { name })}
            isTicked={isTicked}
            onTick={(ticked) => tick([row.id], ticked)}
          />
        </div>
      )}
      <CardBody parts={parts} row={row} />
      {openMenu && (
        <button
          type="button"
          aria-haspopup="menu"
          aria-label={t('rowActions', { name })}
          onClick={(event) => openMenu(row, event.currentTarget)}
          className="grid size-11 shrink-0 place-items-center rounded-md text-muted hover:bg-hover"
        >
          <EllipsisVertical size={18} aria-hidden />
        </button>
      )}
    </div>
  );
}

interface CardPartProps<Row extends object> {
  parts: TableParts<Row>;
  row: TableRow<Row>;
}

function CardBody<Row extends object>({ parts, row }: CardPartProps<Row>): ReactElement {
  const actions = columnsIn(parts, 'action');
  return (
    <div className="min-w-0 flex-1">
      <div className="flex min-h-8 items-center gap-2">
        <div className="min-w-0 flex-1 truncate text-md font-medium">
          <CardCells parts={parts} row={row} part="title" />
        </div>
        <div className="flex shrink-0 items-center gap-1">
          <CardCells parts={parts} row={row} part="status" />
        </div>
      </div>
      <div className="flex flex-wrap gap-x-2 truncate text-muted">
        <CardCells parts={parts} row={row} part="subtitle" />
      </div>
      <CardFacts parts={parts} row={row} />
      {actions.length > 0 && (
        <div className="mt-1 flex flex-wrap gap-2">
          <CardCells parts={parts} row={row} part="action" />
        </div>
      )}
    </div>
  );
}

/** What the row has a value for; a name without one would only make the card longer. */
function CardFacts<Row extends object>({ parts, row }: CardPartProps<Row>): ReactElement | null {
  const facts = columnsIn(parts, 'meta').filter((column) => !isBlank(column, row.value));
  if (facts.length === 0) return null;
  return (
    <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
      {facts.map((column) => (
        <div key={column.id} className="contents">
          <dt className="text-muted">{column.header}</dt>
          <dd className={classNames('truncate', column.isMono && 'font-mono')}>
            <CellContent parts={parts} column={column} row={row} isCard />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function CardCells<Row extends object>(props: CardPartProps<Row> & { part: CardPart }): ReactElement {
  const { parts, row, part } = props;
  return (
    <>
      {columnsIn(parts, part).map((column) => (
        <span key={column.id} className={classNames('min-w-0', column.isMono && 'font-mono text-sm')}>
          <CellContent parts={parts} column={column} row={row} isCard />
        </span>
      ))}
    </>
  );
}

function columnsIn<Row extends object>(parts: TableParts<Row>, part: CardPart): ColumnDefinition<Row>[] {
  return parts.model.columns.filter(({ cardPart = 'meta' }) => cardPart === part);
}

function CardSkeletons(): ReactElement {
  return (
    <div aria-hidden="true">
      {Array.from({ length: skeletonCards }, (_, index) => (
        <div key={index} className="flex flex-col gap-2 border-b border-line p-3">
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-3 w-2/3" />
          <Skeleton className="h-3 w-1/3" />
        </div>
      ))}
    </div>
  );
}
