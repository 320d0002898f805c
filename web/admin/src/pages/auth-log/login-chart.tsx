import { useQuery } from '@tanstack/react-query';
import { TimeChart, type ChartSeries, type TimeRange } from '@trunkline/web-ui/chart';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { loginMinutesQuery, type AuthLogFilter, type LoginMinutes } from './auth-log-queries.ts';
import { mostReasons, reasonTones } from './reason-tones.ts';
import { useReasonWords } from './reason-words.ts';

interface LoginChartProps {
  filter: AuthLogFilter;
  range: TimeRange;
  onZoom: (fromMs: number, toMs: number) => void;
  cursorKey?: string;
  height?: number;
  actions?: ReactNode;
}

/** Logins over time: each reason for a reject on top of the other, what was accepted above them. */
export function LoginChart({ filter, range, ...chart }: LoginChartProps): ReactElement {
  const { t } = useTranslation('auth-log');
  const query = useQuery(loginMinutesQuery(filter, range));
  const { word } = useReasonWords();
  const lines = useMemo(
    () => query.data && toLines(query.data, { word, accepted: t('chart.accepted'), rest: t('chart.rest') }),
    [query.data, word, t],
  );
  return (
    <TimeChart
      {...chart}
      label={t('chart.title')}
      unit="count"
      kind="stacked-bars"
      timesMs={lines?.timesMs}
      series={lines?.series ?? []}
      error={query.data ? null : query.error}
      onRetry={() => void query.refetch()}
    />
  );
}

interface LineWords {
  word: (reason: string) => string;
  accepted: string;
  rest: string;
}

function toLines(
  { at, accepted, rejected }: LoginMinutes,
  words: LineWords,
): { timesMs: number[]; series: ChartSeries[] } {
  const shown = rejected.slice(0, mostReasons);
  const tones = reasonTones(shown.map(({ reason }) => reason));
  const series: ChartSeries[] = shown.map(({ reason, counts }) => ({
    id: reason,
    label: words.word(reason),
    tone: tones.get(reason)!,
    values: counts,
  }));
  const others = rejected.slice(mostReasons);
  if (others.length > 0) {
    const values = at.map((_, step) => others.reduce((sum, { counts }) => sum + counts[step]!, 0));
    series.push({ id: 'rest', label: words.rest, tone: 'off', values });
  }
  if (accepted.some((count) => count > 0)) {
    series.push({ id: 'accepted', label: words.accepted, tone: 'ok', values: accepted });
  }
  return { timesMs: at.map((second) => second * 1_000), series };
}
