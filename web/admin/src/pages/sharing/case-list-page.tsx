import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, EmptyState, NoPermissionState, PageHeader, QueryView, Segmented } from '@trunkline/web-ui';
import { DataTable } from '@trunkline/web-ui/table';
import { Settings2, ShieldCheck, UsersRound } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { useCaseColumns } from './case-columns.tsx';
import {
  caseStates,
  casesQuery,
  fetchCases,
  sharingStatusQuery,
  type CaseState,
  type SharingCase,
  type SharingStatus,
} from './sharing-queries.ts';
import { sharingSearch } from './sharing-search.ts';
import { SharingSettingsDrawer } from './sharing-settings-drawer.tsx';
import { WatchNotice } from './watch-notice.tsx';

const route = getRouteApi('/shell/sharing');

/** Accounts that several households seem to use, for a person to decide about. */
export function CaseListPage(): ReactElement {
  const { t } = useTranslation('sharing');
  const mayRead = useCan('sharing.read');
  const mayChange = useCan('settings.write');
  const [isChanging, setChanging] = useState(false);
  const status = useQuery({ ...sharingStatusQuery, enabled: mayRead });
  const open = mayChange ? () => setChanging(true) : undefined;
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          open &&
          mayRead && (
            <Button icon={Settings2} onClick={open}>
              {t('settings.open')}
            </Button>
          )
        }
      />
      {mayRead ? (
        <QueryView query={status}>
          {(data) => (
            <div className="flex flex-col gap-4">
              <WatchNotice status={data} onTurnOn={open} />
              <CaseTable status={data} />
              {isChanging && <SharingSettingsDrawer status={data} onClose={() => setChanging(false)} />}
            </div>
          )}
        </QueryView>
      ) : (
        <NoPermissionState permission="sharing.read" />
      )}
    </>
  );
}

function CaseTable({ status }: { status: SharingStatus }): ReactElement {
  const { t } = useTranslation('sharing');
  const navigate = route.useNavigate();
  const state = sharingSearch.toState(route.useSearch());
  const shown = caseStates.find((known) => known === state.filters['state']) ?? 'open';
  const pages = useInfiniteQuery(casesQuery(shown));
  const columns = useCaseColumns(status, { isDecided: shown !== 'open' });
  const choose = (next: CaseState): void =>
    void navigate({
      search: (previous) => ({ ...previous, state: next === 'open' ? undefined : next }),
      replace: true,
    });
  return (
    <DataTable<SharingCase>
      id="sharing-cases"
      label={t('title')}
      columns={columns}
      pages={pages}
      rowId={({ id }) => id}
      rowLabel={({ username }) => username}
      rowHref={({ id }) => `/sharing/${id}`}
      state={{ ...state, filters: {} }}
      onStateChange={(next) =>
        void navigate({
          search: (previous) => ({ ...sharingSearch.toSearch(next), state: previous.state }),
          replace: true,
        })
      }
      toolbar={
        <div className="max-w-full overflow-x-auto">
          <Segmented
            label={t('list.states')}
            segments={caseStates.map((value) => ({ value, label: t(`state.${value}`) }))}
            value={shown}
            onChange={choose}
          />
        </div>
      }
      empty={
        <EmptyState icon={status.isEnabled ? ShieldCheck : UsersRound} title={t(`empty.${shown}`)}>
          {t(status.isEnabled ? 'empty.text' : 'empty.off')}
        </EmptyState>
      }
      csv={{
        fileName: t('list.csvName'),
        fetchPage: (cursor, signal) => fetchCases(shown, cursor, signal),
      }}
    />
  );
}
