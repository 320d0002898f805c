import { EllipsisVertical } from 'lucide-react';
import { useRef, type MouseEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { Skeleton } from '../primitives/skeleton.tsx';
import { CellContent } from './cell-content.tsx';
import type { CardPart, ColumnDefinition } from './column.ts';
import { isSelected } from './table-selection.ts';
import type { TableParts } from './table-parts.ts';
import { TickBox } from './tick-box.tsx';
import { useRowKeyboard } from './use-row-keyboard.ts';
import type { TableRow } from './use-table-model.ts';
import { gapsOf, useNextPage, useVirtualRows } from './use-virtual-rows.ts';

const estimatedCardHeight = 112;
const cardsPerPage = 5;
const skeletonCards = 5;

interface CardListProps<Row extends object> {
  parts: TableParts<Row>;
  scrollerRef: { current: HTMLDivElement | null };
}

/** The rows of a phone: the same data and the same menu, each row a card. */
export function CardList<Row extends object>({ parts, scrollerRef }: CardListProps<Row>): ReactElement {
  const { props, model, open, openMenu, hasSelection, tick } = parts;
  const { rows } = model;
  const listRef = useRef<HTMLUListElement>(null);
  const keyboard = useRowKeyboard({
    count: rows.length,
    pageSize: () => cardsPerPage,
    bodyRef: listRef,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    onOpen: open && ((index) => open(rows[index]!)),
    onToggle: hasSelection
      ? (index) => tick([rows[index]!.id], !isSelected(props.selection!, rows[index]!.id))
      : undefined,
    onMenu:
      openMenu &&
      ((index) => openMenu(rows[index]!, listRef.current!.querySelector(`[data-row-index="${index}"]`)!)),
  });
  const virtualizer = useVirtualRows({
    count: rows.length,
    scrollerRef,
    estimatedHeight: estimatedCardHeight,
    headHeight: 0,
    activeIndex: keyboard.activeIndex,
    keyOf: (index) => rows[index]!.id,
  });
  const items = virtualizer.getVirtualItems();
  const gaps = gapsOf(items, virtualizer.getTotalSize());
  useNextPage(props.pages, items.at(-1)?.index ?? 0, rows.length);
  if (props.pages.data === undefined && props.pages.error === null) return <CardSkeletons />;
  return (
    <ul ref={listRef} aria-label={props.label} onKeyDown={keyboard.onKeyDown}>
      {items.map((item, at) => (
        <li
          key={item.key}
          ref={virtualizer.measureElement}
          data-index={item.index}
          aria-setsize={props.total ?? (props.pages.hasNextPage ? -1 : rows.length)}
          aria-posinset={item.index + 1}
          style={{ paddingBlockStart: gaps.before[at] }}
        >
          <Card
            parts={parts}
            row={rows[item.index]!}
            index={item.index}
            isActive={item.index === keyboard.activeIndex}
            onActivate={keyboard.activate}
          />
        </li>
      ))}
      {gaps.after > 0 && <li aria-hidden="true" style={{ height: gaps.after }} />}
    </ul>
  );
}

interface CardProps<Row extends object> {
  parts: TableParts<Row>;
  row: TableRow<Row>;
  index: number;
  isActive: boolean;
  onActivate: (index: number) => void;
}

function Card<Row extends object>({ parts, row, index, isActive, onActivate }: CardProps<Row>): ReactElement {
  const { t } = useTranslation('table');
  const { props, model, hasSelection, openMenu, open, tick } = parts;
  const isTicked = hasSelection && isSelected(props.selection!, row.id);
  const content = (column: ColumnDefinition<Row>): ReactElement => (
    <CellContent parts={parts} column={column} row={row} isTabStop={isActive} />
  );
  return (
    <div
      role="group"
      aria-label={props.rowLabel(row.value)}
      data-row-index={index}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => onActivate(index)}
      onClick={(event) => !isInControl(event) && open?.(row)}
      className={classNames(
        'flex gap-1 border-b border-line py-2 pe-1 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus',
        hasSelection ? 'ps-0' : 'ps-3',
        isTicked ? 'bg-accent-soft' : 'bg-surface',
      )}
    >
      {hasSelection && (
        <div>
          <TickBox
            label={t('selectRow', { name: props.rowLabel(row.value) })}
            isTicked={isTicked}
            tabIndex={isActive ? 0 : -1}
            onTick={(ticked) => tick([row.id], ticked)}
          />
        </div>
      )}
      <CardBody columns={model.columns} content={content} />
      {openMenu && (
        <button
          type="button"
          data-row-menu
          aria-haspopup="menu"
          aria-label={t('rowActions', { name: props.rowLabel(row.value) })}
          tabIndex={isActive ? 0 : -1}
          onClick={(event) => openMenu(row, event.currentTarget)}
          className="grid size-11 shrink-0 place-items-center rounded-md text-muted hover:bg-hover"
        >
          <EllipsisVertical size={18} aria-hidden />
        </button>
      )}
    </div>
  );
}

interface CardBodyProps<Row> {
  columns: readonly ColumnDefinition<Row>[];
  content: (column: ColumnDefinition<Row>) => ReactElement;
}

function CardBody<Row>({ columns, content }: CardBodyProps<Row>): ReactElement {
  const part = (wanted: CardPart): ColumnDefinition<Row>[] =>
    columns.filter(({ cardPart = 'meta' }) => cardPart === wanted);
  const meta = part('meta');
  return (
    <div className="min-w-0 flex-1">
      <div className="flex min-h-8 items-center gap-2">
        <div className="min-w-0 flex-1 truncate text-md font-medium">
          {part('title').map(inCard(content))}
        </div>
        <div className="flex shrink-0 items-center gap-1">{part('status').map(inCard(content))}</div>
      </div>
      <div className="flex flex-wrap gap-x-2 truncate text-muted">
        {part('subtitle').map(inCard(content))}
      </div>
      {meta.length > 0 && (
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
          {meta.map((column) => (
            <div key={column.id} className="contents">
              <dt className="text-muted">{column.header}</dt>
              <dd className={classNames('truncate', column.isMono && 'font-mono')}>{content(column)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function inCard<Row>(content: (column: ColumnDefinition<Row>) => ReactElement) {
  return (column: ColumnDefinition<Row>): ReactElement => (
    <span key={column.id} className={classNames('min-w-0', column.isMono && 'font-mono text-sm')}>
      {content(column)}
    </span>
  );
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

function isInControl(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('a, button, input, label') !== null;
}
