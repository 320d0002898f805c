import { FilterX } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { Button } from '../primitives/button.tsx';
import { useNavigateTo } from '../primitives/link.tsx';
import { EmptyState, ErrorState, NoPermissionState } from '../state/states.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { CardList } from './card-list.tsx';
import { DataGrid } from './data-grid.tsx';
import type { DataTableProps } from './data-table-props.ts';
import { RowMenu, type OpenRowMenu } from './row-menu.tsx';
import { TableFooter } from './table-footer.tsx';
import type { TableParts } from './table-parts.ts';
import { emptySelection, isEmptySelection, isSelectionStale } from './table-selection.ts';
import { TableToolbar } from './table-toolbar.tsx';
import { useIsNarrow } from './use-is-narrow.ts';
import { useSpace } from './use-space.ts';
import { useTableModel, type TableRow } from './use-table-model.ts';
import { useTicking } from './use-ticking.ts';
import { hasError } from './use-virtual-rows.ts';
import { useVisibleColumns } from './use-visible-columns.ts';

/**
 * The one list of the app: dense rows in a wide window, cards on a phone. Only rows in view are in the document, so
 * it takes any number. All that narrows and orders it lives in `state`, which the page keeps in the URL
 * (`tableSearch`).
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactElement {
  if (props.isPermitted === false) return <NoPermissionState />;
  return <PermittedTable {...props} />;
}

function PermittedTable<Row extends object>(props: DataTableProps<Row>): ReactElement {
  const { columns, pages, rowId, state, onStateChange } = props;
  const visible = useVisibleColumns({ tableId: props.id, columns, state, onStateChange });
  const model = useTableModel({ columns, visibleIds: visible.ids, pages, rowId });
  const [menu, setMenu] = useState<OpenRowMenu | null>(null);
  const isNarrow = useIsNarrow();
  const open = useOpen(props);
  const hasSelection = props.selection !== undefined && props.onSelectionChange !== undefined;
  const parts: TableParts<Row> = {
    props,
    model,
    hasSelection,
    open,
    ...useTicking(props, model.rows),
    openMenu:
      props.rowMenu &&
      ((row, anchor) =>
        setMenu({ name: props.rowLabel(row.value), items: props.rowMenu!(row.value), anchor })),
  };
  useStaleSelection(props);
  return (
    <section
      aria-label={props.label}
      className="flex min-w-0 flex-col rounded-lg border border-line bg-surface"
    >
      <TableToolbar parts={parts} visible={visible} isNarrow={isNarrow} />
      {hasSelection && !isEmptySelection(props.selection!) && <BulkBar parts={parts} />}
      <TableFrame parts={parts} isNarrow={isNarrow} />
      <TableFooter parts={parts} />
      <RowMenu menu={menu} onClose={() => setMenu(null)} />
    </section>
  );
}

const footerHeight = 42;

interface TableFrameProps<Row extends object> {
  parts: TableParts<Row>;
  isNarrow: boolean;
}

/** What scrolls. When nothing can be shown as rows, the reason stands below the head. */
function TableFrame<Row extends object>({ parts, isNarrow }: TableFrameProps<Row>): ReactElement {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const space = useSpace(scrollerRef);
  const maxHeight = parts.props.height ?? space.height - footerHeight;
  const isLoading = parts.props.pages.data === undefined && !hasError(parts.props.pages);
  return (
    <div
      ref={scrollerRef}
      className={classNames(
        'relative overscroll-contain',
        // Rows that are still on their way are nothing to scroll to, and nothing that the keyboard could reach.
        isLoading ? 'overflow-hidden' : 'overflow-auto',
      )}
      style={{ maxHeight }}
    >
      {isNarrow ? (
        <CardList parts={parts} scrollerRef={scrollerRef} />
      ) : (
        <DataGrid parts={parts} space={space} scrollerRef={scrollerRef} />
      )}
      <NoRows parts={parts} />
    </div>
  );
}

function NoRows<Row extends object>({ parts }: { parts: TableParts<Row> }): ReactElement | null {
  const { t } = useTranslation('table');
  const { props, model } = parts;
  const { pages } = props;
  if (pages.data === undefined) {
    if (!hasError(pages)) return null;
    return (
      <div className="sticky start-0">
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      </div>
    );
  }
  if (model.rows.length > 0 || pages.isPlaceholderData) return null;
  const isNarrowed = Object.keys(props.state.filters).length > 0;
  return (
    <div className="sticky start-0">
      {isNarrowed ? (
        <EmptyState
          title={t('noMatch')}
          action={
            <Button icon={FilterX} onClick={() => props.onStateChange({ ...props.state, filters: {} })}>
              {t('clearFilters')}
            </Button>
          }
        />
      ) : (
        (props.empty ?? <EmptyState />)
      )}
    </div>
  );
}

function useOpen<Row extends object>(props: DataTableProps<Row>): ((row: TableRow<Row>) => void) | undefined {
  const navigateTo = useNavigateTo();
  const { rowHref, onOpen } = props;
  if (onOpen) return ({ value }) => onOpen(value);
  return rowHref && (({ value }) => navigateTo(rowHref(value)));
}

/** A selection by filter is dropped with its filter: what it means must never change unseen. */
function useStaleSelection<Row extends object>(props: DataTableProps<Row>): void {
  const { selection, onSelectionChange, state } = props;
  const isStale = selection !== undefined && isSelectionStale(selection, state.filters);
  const drop = useEffectEvent(() => onSelectionChange?.(emptySelection));
  useEffect(() => {
    if (isStale) drop();
  }, [isStale]);
}
