import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState, PageHeader, useFormat } from '@trunkline/web-ui';
import { DataTable, singlePage, type ColumnDefinition } from '@trunkline/web-ui/table';
import { FlaskConical } from 'lucide-react';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { recentSimulationsQuery, type ListedSimulation } from './simulation-queries.ts';
import { simulationListSearch } from './simulation-search.ts';
import { useSimulationWords } from './use-simulation-words.ts';

const route = getRouteApi('/shell/plans/simulations');

/** What was tried within the week. */
export function SimulationListPage(): ReactElement {
  const { t } = useTranslation('simulation');
  const navigate = route.useNavigate();
  const state = simulationListSearch.toState(route.useSearch());
  const maySee = useCan('plans.simulate');
  const recent = useQuery({ ...recentSimulationsQuery, enabled: maySee });
  const columns = useColumns();
  return (
    <>
      <PageHeader
        title={t('list.title')}
        subtitle={t('list.subtitle')}
        breadcrumbs={[{ label: t('plans'), href: '/plans' }]}
      />
      <DataTable<ListedSimulation>
        id="simulations"
        label={t('list.title')}
        isPermitted={maySee}
        columns={columns}
        pages={singlePage(recent)}
        rowId={({ id }) => id}
        rowLabel={({ planName }) => planName ?? t('titleOfNew')}
        rowHref={({ id }) => `/plans/simulations/${id}`}
        state={state}
        onStateChange={(next) =>
          void navigate({
            search: (previous) => ({ ...previous, ...simulationListSearch.toSearch(next) }),
            replace: true,
          })
        }
        empty={
          <EmptyState icon={FlaskConical} title={t('list.empty')}>
            {t('list.emptyText')}
          </EmptyState>
        }
      />
    </>
  );
}

function useColumns(): ColumnDefinition<ListedSimulation>[] {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const words = useSimulationWords();
  return useMemo(
    () => [
      {
        id: 'plan',
        header: t('column.plan'),
        cell: (row) => <bdi className="truncate font-medium">{words.title(row)}</bdi>,
        width: 260,
        isSticky: true,
        isHideable: false,
        cardPart: 'title',
      },
      { id: 'days', header: t('column.days'), cell: words.days, width: 220 },
      { id: 'who', header: t('column.who'), cell: words.who, width: 240 },
      {
        id: 'createdAt',
        header: t('column.createdAt'),
        cell: ({ createdAt }) => format.instant(createdAt, 'minute'),
        width: 150,
      },
      {
        id: 'createdBy',
        header: t('column.createdBy'),
        cell: ({ createdByName }) => <bdi>{createdByName}</bdi>,
        width: 150,
      },
    ],
    [t, format, words],
  );
}
