import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState, NoPermissionState, PageHeader, QueryView, Segmented } from '@trunkline/web-ui';
import { Router } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { HealthCharts } from './health-charts.tsx';
import { aaaHealthQuery, type AaaHealth } from './health-queries.ts';
import { healthSpans, spanOf, type HealthSpan } from './health-search.ts';
import { HealthTiles } from './health-tiles.tsx';
import { NasCard } from './nas-card.tsx';
import { NodesCard } from './nodes-card.tsx';
import { RejectReasonsCard } from './reject-reasons-card.tsx';

const route = getRouteApi('/shell/aaa-health');

/** How RADIUS does: what is asked, what is refused and why, what got no answer, and who answers. */
export function AaaHealthPage(): ReactElement {
  const { t } = useTranslation('aaa-health');
  const mayRead = useCan('aaa.read');
  const navigate = route.useNavigate();
  const span = spanOf(route.useSearch());
  const setSpan = (minutes: HealthSpan): void => void navigate({ search: { minutes }, replace: true });
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          mayRead && (
            <Segmented
              label={t('span.label')}
              value={span}
              onChange={setSpan}
              segments={healthSpans.map((value) => ({ value, label: t(`span.${value}`) }))}
            />
          )
        }
      />
      {mayRead ? <Health span={span} /> : <NoPermissionState permission="aaa.read" />}
    </>
  );
}

function Health({ span }: { span: HealthSpan }): ReactElement {
  const { t } = useTranslation('aaa-health');
  const query = useQuery(aaaHealthQuery(span));
  return (
    <QueryView
      query={query}
      loading={<HealthTiles health={undefined} />}
      isEmpty={({ nas }) => nas.length === 0}
      empty={
        <EmptyState icon={Router} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      }
    >
      {(health) => <HealthContent health={health} />}
    </QueryView>
  );
}

function HealthContent({ health }: { health: AaaHealth }): ReactElement {
  return (
    <div className="flex flex-col gap-4">
      <HealthTiles health={health} />
      <HealthCharts health={health} />
      <NasCard health={health} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <RejectReasonsCard health={health} />
        <NodesCard nodes={health.nodes} />
      </div>
    </div>
  );
}
