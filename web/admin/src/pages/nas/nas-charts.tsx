import type { UseQueryResult } from '@tanstack/react-query';
import { Card } from '@trunkline/web-ui';
import { TimeChart, type ChartSeries, type TimeChartProps } from '@trunkline/web-ui/chart';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { mostReasons, reasonTones } from '../auth-log/reason-tones.ts';
import { discardWord } from './discard-word.ts';
import type { NasSeries } from './nas-queries.ts';

interface NasChartsProps {
  series: UseQueryResult<NasSeries>;
  onZoom: (fromMs: number, toMs: number) => void;
}

const cursorKey = 'nas';

/** What the router asked, what it was told, and what went through it; one cursor over all. */
export function NasCharts({ series, onZoom }: NasChartsProps): ReactElement {
  const { t } = useTranslation('nas');
  const lines = useNasLines(series.data);
  const shared: Pick<TimeChartProps, 'timesMs' | 'error' | 'onRetry' | 'onZoom' | 'cursorKey'> = {
    timesMs: lines?.timesMs,
    error: series.data === undefined ? series.error : null,
    onRetry: () => void series.refetch(),
    onZoom,
    cursorKey,
  };
  return (
    <div className="grid gap-4 xl:grid-cols-2">
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
          label={t('chart.sessions')}
          unit="count"
          kind="area"
          series={lines?.online ?? []}
        />
      </Card>
      <Card>
        <TimeChart {...shared} label={t('chart.requests')} unit="count" series={lines?.requests ?? []} />
      </Card>
      <Card>
        <TimeChart
          {...shared}
          label={t('chart.rejects')}
          unit="count"
          kind="stacked-bars"
          series={lines?.rejects ?? []}
        />
      </Card>
      <Card className="xl:col-span-2">
        <TimeChart
          {...shared}
          label={t('chart.unanswered')}
          unit="count"
          kind="stacked-bars"
          height={160}
          series={lines?.unanswered ?? []}
          empty={<p className="text-muted">{t('chart.allAnswered')}</p>}
        />
      </Card>
    </div>
  );
}

interface NasLines {
  timesMs: number[];
  traffic: ChartSeries[];
  online: ChartSeries[];
  requests: ChartSeries[];
  rejects: ChartSeries[];
  unanswered: ChartSeries[];
}

function useNasLines(data: NasSeries | undefined): NasLines | undefined {
  const { t } = useTranslation('nas');
  const { t: reasonWord } = useTranslation('reasons');
  return useMemo(() => {
    if (!data) return undefined;
    const nameReason = (reason: string): string =>
      reasonWord(reason as 'aaa.expired', { defaultValue: reason });
    return {
      timesMs: data.at.map((second) => second * 1000),
      traffic: [
        { id: 'download', label: t('line.download'), tone: 'download', values: data.downloadBps },
        { id: 'upload', label: t('line.upload'), tone: 'upload', values: data.uploadBps },
      ],
      online: [{ id: 'online', label: t('line.online'), tone: 'ok', values: data.online }],
      requests: [
        { id: 'accepts', label: t('line.accepts'), tone: 'ok', values: data.accepts },
        { id: 'accounting', label: t('line.accounting'), tone: 'accent', values: data.accounting },
      ],
      rejects: named(
        data.rejects.map(({ reason, perMinute }) => ({ name: reason, perMinute })),
        {
          wordOf: nameReason,
          rest: t('line.rest'),
        },
      ),
      unanswered: named(
        data.unanswered.map(({ kind, perMinute }) => ({ name: kind, perMinute })),
        {
          wordOf: (kind) => discardWord(t, kind),
          rest: t('line.rest'),
        },
      ),
    };
  }, [data, t, reasonWord]);
}

interface NamedLine {
  name: string;
  perMinute: readonly number[];
}

/** The most frequent by their names, which is how they come, and all others as one. */
function named(
  lines: readonly NamedLine[],
  { wordOf, rest }: { wordOf: (name: string) => string; rest: string },
): ChartSeries[] {
  const first = lines.slice(0, mostReasons);
  const tones = reasonTones(first.map(({ name }) => name));
  const shown: ChartSeries[] = first.map(({ name, perMinute }) => ({
    id: name,
    label: wordOf(name),
    tone: tones.get(name)!,
    values: perMinute,
  }));
  const others = lines.slice(mostReasons);
  if (others.length === 0) return shown;
  const values = others[0]!.perMinute.map((_, at) =>
    others.reduce((sum, line) => sum + line.perMinute[at]!, 0),
  );
  return [...shown, { id: 'rest', label: rest, tone: 'off', values }];
}
