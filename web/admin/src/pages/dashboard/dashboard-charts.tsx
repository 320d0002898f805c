import { useQuery } from '@tanstack/react-query';
import { Card } from '@trunkline/web-ui';
import { TimeChart, type ChartSeries, type TimeRange } from '@trunkline/web-ui/chart';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LoginChart } from '../auth-log/login-chart.tsx';
import { sessionSeriesQuery, type SessionSeries } from '../online/online-queries.ts';
import type { Dashboard } from './dashboard-queries.ts';

interface DashboardChartsProps {
  dashboard: Dashboard;
  range: TimeRange;
  onRange: (range: TimeRange) => void;
}

const cursorKey = 'dashboard';

/** Traffic, sessions and logins over the page's span, under one cursor. */
export function DashboardCharts({ dashboard, range, onRange }: DashboardChartsProps): ReactElement {
  const onZoom = (fromMs: number, toMs: number): void => onRange({ fromMs, toMs });
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      {dashboard.sessions && <TrafficCharts range={range} onZoom={onZoom} />}
      {dashboard.logins && (
        <Card className="xl:col-span-2">
          <LoginChart filter={{}} range={range} onZoom={onZoom} cursorKey={cursorKey} />
        </Card>
      )}
    </div>
  );
}

interface TrafficChartsProps {
  range: TimeRange;
  onZoom: (fromMs: number, toMs: number) => void;
}

function TrafficCharts({ range, onZoom }: TrafficChartsProps): ReactElement {
  const { t } = useTranslation('dashboard');
  const series = useQuery(sessionSeriesQuery(range));
  const lines = useSessionLines(series.data);
  const shared = {
    timesMs: lines?.timesMs,
    error: series.data ? null : series.error,
    onRetry: () => void series.refetch(),
    onZoom,
    cursorKey,
  };
  return (
    <>
      <Card>
        <TimeChart
          {...shared}
          label={t('chart.traffic')}
          unit="bit/s"
          kind="area"
          series={lines?.traffic ?? []}
        />
      </Card>
      <Card>
        <TimeChart
          {...shared}
          label={t('chart.online')}
          unit="count"
          kind="area"
          series={lines?.online ?? []}
        />
      </Card>
    </>
  );
}

function useSessionLines(
  data: SessionSeries | undefined,
): { timesMs: number[]; traffic: ChartSeries[]; online: ChartSeries[] } | undefined {
  const { t } = useTranslation('dashboard');
  return useMemo(() => {
    if (!data) return undefined;
    return {
      timesMs: data.at.map((second) => second * 1_000),
      traffic: [
        { id: 'download', label: t('line.download'), tone: 'download', values: data.downloadBps },
        { id: 'upload', label: t('line.upload'), tone: 'upload', values: data.uploadBps },
      ],
      online: [{ id: 'online', label: t('line.online'), tone: 'ok', values: sumOfNas(data) }],
    };
  }, [data, t]);
}

/** Null where nobody counted at all. */
function sumOfNas({ at, online }: SessionSeries): (number | null)[] {
  return at.map((_, step) => {
    const counted = online.flatMap(({ sessions }) => sessions[step] ?? []);
    return counted.length === 0 ? null : counted.reduce((sum, count) => sum + count, 0);
  });
}
