import { EllipsisVertical } from 'lucide-react';
import { useLayoutEffect, useRef, type MouseEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { cellClass, innerClass } from './cell-classes.ts';
import { CellContent } from './cell-content.tsx';
import type { ColumnWidths } from './column-widths.ts';
import { pointAnchor } from './row-menu.tsx';
import { isSelected } from './table-selection.ts';
import type { TableParts } from './table-parts.ts';
import { TickBox } from './tick-box.tsx';
import type { TableRow } from './use-table-model.ts';

interface DataRowProps<Row extends object> {
  parts: TableParts<Row>;
  sizes: ColumnWidths;
  row: TableRow<Row>;
  index: number;
  ariaRowIndex: number;
  isActive: boolean;
  /** In pixels: rows that are left out above this one. */
  gapBefore: number;
  onActivate: (index: number) => void;
}

/** One row of the table. A press inside a control is the control's, anywhere else it is the row's. */
export function DataRow<Row extends object>(props: DataRowProps<Row>): ReactElement {
  const { parts, sizes, row, index, isActive, gapBefore, onActivate } = props;
  const { selection } = parts.props;
  const rowRef = useRef<HTMLTableRowElement>(null);
  useLayoutEffect(() => setTabStops(rowRef.current!, isActive));
  const isTicked = parts.hasSelection && isSelected(selection!, row.id);
  const showMenu = (event: MouseEvent<HTMLElement>): void => {
    if (parts.openMenu === undefined || isTextSelected() || isInLink(event.target)) return;
    event.preventDefault();
    onActivate(index);
    parts.openMenu(row, pointAnchor(event, event.currentTarget));
  };
  return (
    <>
      {gapBefore > 0 && <tr aria-hidden="true" style={{ height: gapBefore }} />}
      <tr
        ref={rowRef}
        data-row-index={index}
        aria-rowindex={props.ariaRowIndex}
        aria-selected={parts.hasSelection ? isTicked : undefined}
        tabIndex={isActive ? 0 : -1}
        onFocus={() => onActivate(index)}
        onDoubleClick={(event) => !isInControl(event.target) && parts.open?.(row)}
        onContextMenu={showMenu}
        className={classNames(
          'h-[33px] scroll-mt-20 [&>td]:h-[33px]',
          'focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus',
          isTicked ? 'bg-accent-soft' : 'bg-surface hover:bg-hover',
        )}
      >
        {parts.hasSelection && <TickCell parts={parts} row={row} isTicked={isTicked} />}
        {parts.model.columns.map((column) => (
          <td
            key={column.id}
            className={cellClass(column)}
            style={column.isSticky ? { insetInlineStart: sizes.stickyOffsets.get(column.id) } : undefined}
          >
            <div dir={column.align === 'end' ? 'ltr' : undefined} className={innerClass(column)}>
              <CellContent parts={parts} column={column} row={row} />
            </div>
          </td>
        ))}
        {parts.openMenu && <MenuCell parts={parts} row={row} />}
      </tr>
    </>
  );
}

interface ControlCellProps<Row extends object> {
  parts: TableParts<Row>;
  row: TableRow<Row>;
}

function TickCell<Row extends object>(props: ControlCellProps<Row> & { isTicked: boolean }): ReactElement {
  const { parts, row, isTicked } = props;
  const { t } = useTranslation('table');
  return (
    <td className="sticky start-0 z-10 border-b border-line bg-inherit p-0">
      <TickBox
        label={t('selectRow', { name: parts.props.rowLabel(row.value) })}
        isTicked={isTicked}
        onTick={(ticked, withShift) =>
          withShift ? parts.tickRange(row.id, ticked) : parts.tick([row.id], ticked)
        }
      />
    </td>
  );
}

function MenuCell<Row extends object>({ parts, row }: ControlCellProps<Row>): ReactElement {
  const { t } = useTranslation('table');
  return (
    <td className="sticky end-0 z-10 border-b border-line bg-inherit p-0 text-center">
      <button
        type="button"
        data-row-menu
        aria-haspopup="menu"
        aria-label={t('rowActions', { name: parts.props.rowLabel(row.value) })}
        onClick={(event) => parts.openMenu!(row, event.currentTarget)}
        className="inline-grid size-7 place-items-center rounded-md text-muted hover:bg-line hover:text-text"
      >
        <EllipsisVertical size={16} aria-hidden />
      </button>
    </td>
  );
}

/** The row's controls, the page's own among them, are reached by Tab from the active row alone. */
function setTabStops(row: HTMLElement, isActive: boolean): void {
  for (const control of row.querySelectorAll<HTMLElement>('a, button, input, select')) {
    control.tabIndex = isActive ? 0 : -1;
  }
}

function isInControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, select, textarea') !== null;
}

/** The browser's own menu is wanted on a link ("open in new tab") and on selected text ("copy"). */
function isInLink(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a[href], input') !== null;
}

function isTextSelected(): boolean {
  return (window.getSelection()?.toString() ?? '') !== '';
}
