import { useRef, type ReactElement } from 'react';
import { columnWidths, menuWidth, selectWidth, type ColumnWidths } from './column-widths.ts';
import { DataRow } from './data-row.tsx';
import { FilterRow, hasFilters } from './filter-row.tsx';
import { HeaderRow } from './header-row.tsx';
import { SkeletonRows } from './skeleton-rows.tsx';
import { isSelected } from './table-selection.ts';
import type { TableParts } from './table-parts.ts';
import { useRowKeyboard } from './use-row-keyboard.ts';
import type { Space } from './use-space.ts';
import { gapsOf, hasError, useNextPage, useVirtualRows } from './use-virtual-rows.ts';

export const rowHeight = 33;
const headerHeight = 32;
const filterHeight = 38;

interface DataGridProps<Row extends object> {
  parts: TableParts<Row>;
  space: Space;
  scrollerRef: { current: HTMLDivElement | null };
}

/** The table of a wide window: sticky head, filters, and the rows in view. */
export function DataGrid<Row extends object>({
  parts,
  space,
  scrollerRef,
}: DataGridProps<Row>): ReactElement {
  const { props, model, hasSelection, openMenu } = parts;
  const isFiltered = hasFilters(props.columns);
  const headRows = isFiltered ? 2 : 1;
  const sizes = columnWidths({
    columns: model.columns,
    available: space.width,
    hasSelection,
    hasMenu: openMenu !== undefined,
  });
  return (
    <table
      // A grid is what a table with arrows is called; the rule knows no such table.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
      role="grid"
      aria-label={props.label}
      aria-rowcount={rowCountOf(parts, headRows)}
      aria-multiselectable={hasSelection || undefined}
      aria-busy={props.pages.data === undefined || props.pages.isPlaceholderData || undefined}
      className="table-fixed border-separate border-spacing-0 text-start"
      style={{ width: sizes.total }}
    >
      <GridColumns parts={parts} sizes={sizes} />
      <thead className="sticky top-0 z-20 bg-surface">
        <HeaderRow parts={parts} sizes={sizes} />
        {isFiltered && <FilterRow parts={parts} sizes={sizes} />}
      </thead>
      {props.pages.data === undefined && !hasError(props.pages) ? (
        <SkeletonRows columns={model.columns} hasSelection={hasSelection} hasMenu={openMenu !== undefined} />
      ) : (
        <GridBody parts={parts} sizes={sizes} scrollerRef={scrollerRef} headRows={headRows} />
      )}
    </table>
  );
}

function GridColumns<Row extends object>({ parts, sizes }: { parts: TableParts<Row>; sizes: ColumnWidths }) {
  return (
    <colgroup>
      {parts.hasSelection && <col style={{ width: selectWidth }} />}
      {parts.model.columns.map(({ id }) => (
        <col key={id} style={{ width: sizes.widths.get(id) }} />
      ))}
      {parts.openMenu && <col style={{ width: menuWidth }} />}
    </colgroup>
  );
}

interface GridBodyProps<Row extends object> {
  parts: TableParts<Row>;
  sizes: ColumnWidths;
  scrollerRef: { current: HTMLDivElement | null };
  headRows: number;
}

function GridBody<Row extends object>({
  parts,
  sizes,
  scrollerRef,
  headRows,
}: GridBodyProps<Row>): ReactElement {
  const { props, model, open, openMenu, tick, hasSelection } = parts;
  const { rows } = model;
  const bodyRef = useRef<HTMLTableSectionElement>(null);
  const headHeight = headerHeight + (headRows > 1 ? filterHeight : 0);
  const keyboard = useRowKeyboard({
    count: rows.length,
    pageSize: () =>
      Math.max(1, Math.floor(((scrollerRef.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1),
    bodyRef,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    onOpen: open && ((index) => open(rows[index]!)),
    onToggle: hasSelection
      ? (index) => tick([rows[index]!.id], !isSelected(props.selection!, rows[index]!.id))
      : undefined,
    onMenu: openMenu && ((index) => openMenu(rows[index]!, menuButton(bodyRef.current, index))),
  });
  const virtualizer = useVirtualRows({
    count: rows.length,
    scrollerRef,
    estimatedHeight: rowHeight,
    headHeight,
    activeIndex: keyboard.activeIndex,
    keyOf: (index) => rows[index]!.id,
  });
  const items = virtualizer.getVirtualItems();
  const gaps = gapsOf(items, virtualizer.getTotalSize());
  useNextPage(props.pages, items.at(-1)?.index ?? 0, rows.length);
  return (
    // The keys are those of the rows inside, which have the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <tbody ref={bodyRef} onKeyDown={keyboard.onKeyDown}>
      {items.map((item, at) => (
        <DataRow
          key={item.key}
          parts={parts}
          sizes={sizes}
          row={rows[item.index]!}
          index={item.index}
          ariaRowIndex={item.index + headRows + 1}
          isActive={item.index === keyboard.activeIndex}
          gapBefore={gaps.before[at]!}
          onActivate={keyboard.activate}
        />
      ))}
      {gaps.after > 0 && <SpacerRow height={gaps.after} />}
    </tbody>
  );
}

/** Stands for rows that are not in the document. */
export function SpacerRow({ height }: { height: number }): ReactElement {
  return <tr aria-hidden="true" style={{ height }} />;
}

/** -1 says that how many there are is not known. */
function rowCountOf<Row extends object>({ props, model }: TableParts<Row>, headRows: number): number {
  if (props.total !== undefined) return Math.max(props.total, model.rows.length) + headRows;
  return props.pages.hasNextPage ? -1 : model.rows.length + headRows;
}

function menuButton(body: HTMLElement | null, index: number): HTMLElement {
  return body!.querySelector<HTMLElement>(`[data-row-index="${index}"] [data-row-menu]`)!;
}
