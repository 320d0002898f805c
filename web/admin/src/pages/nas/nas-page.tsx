import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CopyText, PageHeader, QueryView, Tabs } from '@trunkline/web-ui';
import { RangePicker } from '@trunkline/web-ui/chart';
import { Activity, FileCode, Settings, SlidersHorizontal, Stethoscope } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveEvent } from '../../api/live.ts';
import { useCan } from '../../api/me.ts';
import { addressOf } from './nas-columns.tsx';
import { NasControlTab } from './nas-control-tab.tsx';
import { NasDoctorCard } from './nas-doctor-card.tsx';
import { NasHealthChip } from './nas-health.tsx';
import { NasOverview } from './nas-overview.tsx';
import { nasQuery, nasSeriesQuery, type Nas } from './nas-queries.ts';
import { nasRange, nasTabs, type NasTab } from './nas-search.ts';
import { NasSettings } from './nas-settings.tsx';
import { NasSetupTab } from './nas-setup-tab.tsx';
import { NasTestTab } from './nas-test-tab.tsx';

const route = getRouteApi('/shell/nas/$id');

const tabIcons = {
  overview: Activity,
  control: SlidersHorizontal,
  setup: FileCode,
  test: Stethoscope,
  settings: Settings,
};

export function NasPage(): ReactElement {
  const { id } = route.useParams();
  const nas = useQuery(nasQuery(id));
  const queries = useQueryClient();
  // A router that is being set up is watched for its first packet; later ones come with the refresh.
  useLiveEvent('nas', (heard) => {
    if (heard.id === id && heard.isFirstPacket) void queries.invalidateQueries({ queryKey: ['nas'] });
  });
  return <QueryView query={nas}>{(data) => <NasPageOf nas={data} />}</QueryView>;
}

function NasPageOf({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const range = nasRange.toRange(search);
  const series = useQuery(nasSeriesQuery(nas.id, range));
  const tab = search.tab ?? 'overview';
  const setRange = (next: typeof range): void =>
    void navigate({ search: (previous) => ({ ...previous, ...nasRange.toSearch(next) }), replace: true });
  const setTab = (next: NasTab): void =>
    void navigate({ search: (previous) => ({ ...previous, tab: next === 'overview' ? undefined : next }) });
  return (
    <>
      <PageHeader
        title={nas.name}
        breadcrumbs={[{ label: t('title'), href: '/nas' }]}
        status={series.data && <NasHealthChip health={series.data.now.health} />}
        subtitle={<NasFacts nas={nas} />}
        actions={
          tab === 'overview' && (
            <RangePicker
              value={range}
              onChange={setRange}
              onRefresh={() => void series.refetch()}
              isRefreshing={series.isFetching}
            />
          )
        }
      />
      <Tabs
        label={t('tabs')}
        items={nasTabs.map((one) => ({ id: one, label: t(`tab.${one}`), icon: tabIcons[one] }))}
        value={tab}
        onChange={setTab}
      >
        {tab === 'overview' && (
          <NasOverview nas={nas} series={series} onZoom={(fromMs, toMs) => setRange({ fromMs, toMs })} />
        )}
        {tab === 'control' && <NasControlTab nas={nas} />}
        {tab === 'setup' && <NasSetupTab nas={nas} />}
        {tab === 'test' && <TestTab nas={nas} />}
        {tab === 'settings' && <NasSettings nas={nas} />}
      </Tabs>
    </>
  );
}

function NasFacts({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  return (
    <>
      <CopyText text={addressOf(nas.prefix)} /> · <bdi>{t(`vendor.${nas.vendor}`)}</bdi>
      {nas.description && (
        <>
          {' · '}
          <bdi>{nas.description}</bdi>
        </>
      )}
    </>
  );
}

function TestTab({ nas }: { nas: Nas }): ReactElement {
  const mayTest = useCan('nas.test');
  return (
    <div className="flex flex-col gap-4">
      {mayTest && <NasDoctorCard nasId={nas.id} />}
      <NasTestTab nas={nas} />
    </div>
  );
}
