import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ButtonLink, Callout, PageHeader, QueryView } from '@trunkline/web-ui';
import { RangePicker, type TimeRange } from '@trunkline/web-ui/chart';
import { Rocket } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/me.ts';
import { DashboardCharts } from './dashboard-charts.tsx';
import { dashboardQuery, type Dashboard } from './dashboard-queries.ts';
import { dashboardRange } from './dashboard-search.ts';
import { DashboardTiles } from './dashboard-tiles.tsx';
import { ExpiringCard } from './expiring-card.tsx';
import { NasHealthCard } from './nas-health-card.tsx';
import { RejectsCard } from './rejects-card.tsx';

const route = getRouteApi('/shell/');

/** How the network is, on one page: figures with their trends, and what needs somebody. */
export function DashboardPage(): ReactElement {
  const { t } = useTranslation('dashboard');
  const { tenant } = useMe();
  const query = useQuery(dashboardQuery);
  const navigate = route.useNavigate();
  const range = dashboardRange.toRange(route.useSearch());
  const setRange = (next: TimeRange): void =>
    void navigate({
      search: (previous) => ({ ...previous, ...dashboardRange.toSearch(next) }),
      replace: true,
    });
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={tenant.name}
        actions={<RangePicker value={range} onChange={setRange} />}
      />
      <QueryView query={query} loading={<DashboardTiles dashboard={undefined} />}>
        {(dashboard) => (
          <div className="flex flex-col gap-4">
            {dashboard.isFresh && <FreshNotice />}
            <DashboardTiles dashboard={dashboard} />
            <DashboardCharts dashboard={dashboard} range={range} onRange={setRange} />
            <AttentionCards dashboard={dashboard} />
          </div>
        )}
      </QueryView>
    </>
  );
}

/** Nobody was ever online: the way to the first one. */
function FreshNotice(): ReactElement {
  const { t } = useTranslation('dashboard');
  return (
    <Callout
      title={t('fresh.title')}
      actions={
        <ButtonLink href="/guide" variant="primary" icon={Rocket}>
          {t('fresh.start')}
        </ButtonLink>
      }
    >
      {t('fresh.text')}
    </Callout>
  );
}

function AttentionCards({ dashboard }: { dashboard: Dashboard }): ReactElement {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2 xl:grid-cols-3">
      {dashboard.logins && <RejectsCard logins={dashboard.logins} />}
      {dashboard.nas && <NasHealthCard nas={dashboard.nas} />}
      {dashboard.expiring && <ExpiringCard expiring={dashboard.expiring} />}
    </div>
  );
}
