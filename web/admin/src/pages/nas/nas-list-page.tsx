import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, EmptyState, PageHeader, useShortcut } from '@trunkline/web-ui';
import { DataTable, singlePage } from '@trunkline/web-ui/table';
import { Plus, Router } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { AddNasDrawer } from './add-nas-drawer.tsx';
import { arrangeNas, type ListedNas } from './arrange-nas.ts';
import { useNasColumns } from './nas-columns.tsx';
import { useNasRowMenu } from './nas-row-menu.ts';
import { allNasQuery, nasFiguresQuery } from './nas-queries.ts';
import { nasListSearch } from './nas-search.ts';

const route = getRouteApi('/shell/nas');

export function NasListPage(): ReactElement {
  const { t } = useTranslation('nas');
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const mayAdd = useCan('nas.write');
  const mayRead = useCan('nas.read');
  const state = nasListSearch.toState(search);
  const rows = useListedNas(state);
  const columns = useNasColumns();
  const rowMenu = useNasRowMenu();
  const setAdding = (isAdding: boolean): void =>
    void navigate({ search: (previous) => ({ ...previous, add: isAdding || undefined }) });
  useShortcut({ keys: 'n', label: t('add.title'), run: () => setAdding(true), isEnabled: mayAdd });
  const addButton = mayAdd && (
    <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
      {t('add.open')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} actions={addButton} />
      <DataTable<ListedNas>
        id="nas"
        label={t('title')}
        isPermitted={mayRead}
        columns={columns}
        pages={singlePage(rows)}
        total={rows.data?.length}
        rowId={({ nas }) => nas.id}
        rowLabel={({ nas }) => nas.name}
        rowHref={({ nas }) => `/nas/${nas.id}`}
        rowMenu={rowMenu}
        state={state}
        onStateChange={(next) =>
          void navigate({
            search: (previous) => ({ ...previous, ...nasListSearch.toSearch(next) }),
            replace: true,
          })
        }
        empty={
          <EmptyState icon={Router} title={t('empty.title')} action={addButton}>
            {t('empty.text')}
          </EmptyState>
        }
        csv={{ fileName: t('csvName'), fetchPage: () => Promise.resolve({ data: rows.data ?? [] }) }}
      />
      {mayAdd && <AddNasDrawer isOpen={search.add === true} onClose={() => setAdding(false)} />}
    </>
  );
}

/** What is shown: every NAS with its figures, as far as these are there. */
function useListedNas(state: ReturnType<typeof nasListSearch.toState>) {
  const all = useQuery(allNasQuery);
  const figures = useQuery(nasFiguresQuery);
  return {
    data: all.data && arrangeNas({ all: all.data, figures: figures.data ?? [], state }),
    error: all.error ?? figures.error,
    refetch: () => Promise.all([all.refetch(), figures.refetch()]),
  };
}
