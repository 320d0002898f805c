import { useQuery } from '@tanstack/react-query';
import { Card } from '@trunkline/web-ui';
import { TimeChart, type ChartSeries, type ChartTone, type TimeRange } from '@trunkline/web-ui/chart';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { nasNamesQuery } from '../../api/names.ts';
import { sessionSeriesQuery, type SessionSeries } from './online-queries.ts';

interface OnlineChartProps {
  range: TimeRange;
  nasId: string | undefined;
  onZoom: (fromMs: number, toMs: number) => void;
}

/** As many NAS as can be told apart; the smaller ones are one. */
const mostNas = 6;
const nasTones: readonly ChartTone[] = ['accent', 'ok', 'upload', 'new', 'warn', 'bad'];

/** How many sessions were open, NAS upon NAS. */
export function OnlineChart({ range, nasId, onZoom }: OnlineChartProps): ReactElement {
  const { t } = useTranslation('online');
  const series = useQuery(sessionSeriesQuery(range, nasId));
  const nas = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') }).data;
  const lines = useMemo(
    () => series.data && nasLines(series.data, { names: nas ?? [], rest: t('chart.rest') }),
    [series.data, nas, t],
  );
  return (
    <Card className="mb-4 phone:order-last phone:mt-4 phone:mb-0">
      <TimeChart
        label={t('chart.title')}
        unit="count"
        kind="stacked-area"
        height={140}
        timesMs={lines?.timesMs}
        series={lines?.series ?? []}
        error={series.data ? null : series.error}
        onRetry={() => void series.refetch()}
        onZoom={onZoom}
      />
    </Card>
  );
}

function nasLines(
  { at, online }: SessionSeries,
  { names, rest }: { names: readonly { id: string; name: string }[]; rest: string },
): { timesMs: number[]; series: ChartSeries[] } {
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const sorted = online.toSorted((a, b) => sumOf(b.sessions) - sumOf(a.sessions));
  const shown = sorted.slice(0, sorted.length > mostNas ? mostNas - 1 : mostNas);
  const others = sorted.slice(shown.length);
  const series: ChartSeries[] = shown.map(({ nasId, sessions }, index) => ({
    id: nasId,
    label: nameOf.get(nasId) ?? nasId.slice(-6),
    tone: nasTones[index]!,
    values: sessions,
  }));
  if (others.length > 0) {
    const values = at.map((_, step) => others.reduce((sum, { sessions }) => sum + (sessions[step] ?? 0), 0));
    series.push({ id: 'rest', label: rest, tone: 'off', values });
  }
  return { timesMs: at.map((second) => second * 1_000), series };
}

function sumOf(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
