import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState, Segmented } from '@trunkline/web-ui';
import { DataTable } from '@trunkline/web-ui/table';
import { Users } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutcomeColumns } from './simulation-columns.tsx';
import {
  fetchAllOutcomes,
  isUnderWay,
  outcomeFilters,
  outcomesQuery,
  type OutcomeFilter,
  type SimulatedOutcome,
  type Simulation,
} from './simulation-queries.ts';
import { simulationSearch } from './simulation-search.ts';

const route = getRouteApi('/shell/plans/simulations/$id');
const tableHeight = 520;

/** Who would slow or be cut, when, and what they pay. */
export function SimulationOutcomes({ simulation }: { simulation: Simulation }): ReactElement {
  const { t } = useTranslation('simulation');
  const navigate = route.useNavigate();
  const state = simulationSearch.toState(route.useSearch());
  const only = toFilter(state.filters['only']);
  const { id } = simulation;
  const pages = useInfiniteQuery(outcomesQuery({ id, only, isOver: !isUnderWay(simulation) }));
  const columns = useOutcomeColumns(simulation);
  const choose = (next: OutcomeFilter): void =>
    void navigate({
      search: (previous) => ({ ...previous, only: next === 'all' ? undefined : next }),
      replace: true,
    });
  return (
    <DataTable<SimulatedOutcome>
      id="simulation-outcomes"
      label={t('outcomes.title')}
      columns={columns}
      pages={pages}
      rowId={({ subscriberId }) => subscriberId}
      rowLabel={({ username }) => username}
      rowHref={({ subscriberId }) => `/subscribers/${subscriberId}`}
      state={{ ...state, filters: {} }}
      onStateChange={(next) =>
        void navigate({
          search: (previous) => ({ ...simulationSearch.toSearch(next), only: previous.only }),
          replace: true,
        })
      }
      height={tableHeight}
      toolbar={
        <div className="max-w-full overflow-x-auto">
          <Segmented
            label={t('outcomes.only')}
            segments={outcomeFilters.map((value) => ({ value, label: t(`outcomes.filter.${value}`) }))}
            value={only}
            onChange={choose}
          />
        </div>
      }
      empty={
        <EmptyState icon={Users} title={t('outcomes.empty')}>
          {t(`outcomes.emptyText.${only}`)}
        </EmptyState>
      }
      csv={{
        fileName: t('outcomes.csvName'),
        fetchPage: (cursor, signal) => fetchAllOutcomes({ id, only }, cursor, signal),
      }}
    />
  );
}

function toFilter(text: string | undefined): OutcomeFilter {
  return outcomeFilters.find((known) => known === text) ?? 'all';
}
