import { ButtonLink, EmptyState, NoPermissionState, PageHeader, useFormat, useNow } from '@trunkline/web-ui';
import { DataTable, emptySelection, type TableSelection } from '@trunkline/web-ui/table';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useCallback, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { SubscriberActionDialog, type SubscriberAction } from './actions/subscriber-action-dialog.tsx';
import { targetOfRow, type Target } from './actions/target.ts';
import { useActionMenu } from './actions/use-action-menu.ts';
import { BulkBar } from './bulk/bulk-bar.tsx';
import { SavedViews } from './list/saved-views.tsx';
import { useListColumns } from './list/use-list-columns.tsx';
import { listSearch, subscriberListRoute } from './routes.ts';
import {
  countsQuery,
  fetchSubscribers,
  subscriberPagesQuery,
  type ListedSubscriber,
} from './subscriber-queries.ts';

const idOf = (row: ListedSubscriber): string => row.id;
const hrefOf = (row: ListedSubscriber): string => `/subscribers/${row.id}`;
const labelOf = (row: ListedSubscriber): string => row.fullName ?? row.username;

export function SubscriberListPage(): ReactElement {
  const { t } = useTranslation('subscribers');
  const mayRead = useCan('subscribers.read');
  const mayAdd = useCan('subscribers.write');
  const format = useFormat();
  const counts = useQuery({ ...countsQuery, enabled: mayRead });
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={
          counts.data && t('list.total', { count: counts.data.total, shown: format.count(counts.data.total) })
        }
        actions={
          mayAdd && (
            <ButtonLink href="/subscribers/new" variant="primary" icon={UserPlus}>
              {t('add.title')}
            </ButtonLink>
          )
        }
      />
      {mayRead ? <SubscriberTable /> : <NoPermissionState permission="subscribers.read" />}
    </>
  );
}

function SubscriberTable(): ReactElement {
  const { t } = useTranslation('subscribers');
  const columns = useListColumns();
  const { state, onStateChange, searchText, onSearchText } = useListState();
  const pages = useInfiniteQuery(subscriberPagesQuery(state));
  const counts = useQuery(countsQuery);
  const [selection, setSelection] = useState<TableSelection>(emptySelection);
  const [chosen, setChosen] = useState<{ action: SubscriberAction; target: Target }>();
  const menuOf = useActionMenu((action, target) => setChosen({ action, target }));
  const nowMs = useNow(60_000);
  const { status, ...others } = state.filters;
  // The server counts statuses; what else narrows the list is not counted.
  const isCounted = Object.keys(others).length === 0;
  const total =
    counts.data && (status === undefined ? counts.data.total : (counts.data.byStatus[status] ?? 0));
  const mayAct = [
    useCan('subscribers.write'),
    useCan('subscriptions.write'),
    useCan('enforcement.disconnect'),
  ];
  return (
    <>
      <DataTable
        id="subscribers"
        label={t('title')}
        columns={columns}
        pages={pages}
        rowId={idOf}
        rowLabel={labelOf}
        rowHref={hrefOf}
        rowMenu={(row) => [
          { id: 'open', label: t('action.open'), href: hrefOf(row) },
          '-',
          ...menuOf(targetOfRow(row, nowMs)),
        ]}
        state={state}
        onStateChange={onStateChange}
        total={isCounted ? total : undefined}
        {...(mayAct.includes(true) && {
          selection,
          onSelectionChange: setSelection,
          bulkActions: bulkBarOf,
        })}
        csv={{
          fileName: 'subscribers',
          fetchPage: (cursor, signal) => fetchSubscribers({ state, cursor, signal }),
        }}
        toolbar={<SavedViews search={searchText} onChoose={onSearchText} />}
        empty={<EmptyState title={t('list.emptyTitle')}>{t('list.emptyText')}</EmptyState>}
      />
      {chosen && <SubscriberActionDialog {...chosen} onClose={() => setChosen(undefined)} />}
    </>
  );
}

function bulkBarOf(selection: TableSelection): ReactElement {
  return <BulkBar selection={selection} />;
}

/** The list's state in the address, as the table and as the saved views read it. */
function useListState() {
  const search = subscriberListRoute.useSearch();
  const navigate = subscriberListRoute.useNavigate();
  const state = listSearch.toState(search);
  const onStateChange = useCallback(
    (next: typeof state) =>
      void navigate({ search: (previous) => ({ ...previous, ...listSearch.toSearch(next) }), replace: true }),
    [navigate],
  );
  const searchText = new URLSearchParams(
    Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  ).toString();
  const onSearchText = (text: string): void => {
    const chosen = listSearch.validateSearch(Object.fromEntries(new URLSearchParams(text)));
    void navigate({ search: chosen });
  };
  return { state, onStateChange, searchText, onSearchText };
}
