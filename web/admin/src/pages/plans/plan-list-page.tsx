import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ButtonLink, EmptyState, PageHeader, useNavigateTo, useShortcut } from '@trunkline/web-ui';
import { DataTable, singlePage } from '@trunkline/web-ui/table';
import { FlaskConical, Gauge, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { arrangePlans } from './arrange-plans.ts';
import { usePlanColumns } from './plan-columns.tsx';
import { allPlansQuery, type ListedPlan } from './plan-queries.ts';
import { planListSearch } from './plan-search.ts';

const route = getRouteApi('/shell/plans');

export function PlanListPage(): ReactElement {
  const { t } = useTranslation('plans');
  const navigate = route.useNavigate();
  const navigateTo = useNavigateTo();
  const state = planListSearch.toState(route.useSearch());
  const mayWrite = useCan('plans.write');
  const mayRead = useCan('plans.read');
  const maySimulate = useCan('plans.simulate');
  const all = useQuery(allPlansQuery);
  const data = all.data && arrangePlans(all.data, state);
  const columns = usePlanColumns();
  useShortcut({ keys: 'n', label: t('add.title'), run: () => navigateTo('/plans/new'), isEnabled: mayWrite });
  const addButton = mayWrite && (
    <ButtonLink variant="primary" icon={Plus} href="/plans/new">
      {t('add.open')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <>
            {maySimulate && (
              <ButtonLink icon={FlaskConical} href="/plans/simulations">
                {t('simulations')}
              </ButtonLink>
            )}
            {addButton}
          </>
        }
      />
      <DataTable<ListedPlan>
        id="plans"
        label={t('title')}
        isPermitted={mayRead}
        columns={columns}
        pages={singlePage({ data, error: all.error, refetch: all.refetch })}
        total={data?.length}
        rowId={({ id }) => id}
        rowLabel={({ name }) => name}
        rowHref={({ id }) => `/plans/${id}`}
        state={state}
        onStateChange={(next) =>
          void navigate({
            search: (previous) => ({ ...previous, ...planListSearch.toSearch(next) }),
            replace: true,
          })
        }
        empty={
          <EmptyState icon={Gauge} title={t('empty.title')} action={addButton}>
            {t('empty.text')}
          </EmptyState>
        }
        csv={{ fileName: t('csvName'), fetchPage: () => Promise.resolve({ data: data ?? [] }) }}
      />
    </>
  );
}
