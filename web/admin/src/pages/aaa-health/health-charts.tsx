import { Card } from '@trunkline/web-ui';
import { TimeChart, type ChartSeries, type TimeChartProps } from '@trunkline/web-ui/chart';
import type { TFunction } from 'i18next';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { mostReasons, reasonTones } from '../auth-log/reason-tones.ts';
import { useReasonWords } from '../auth-log/reason-words.ts';
import { discardWord } from '../nas/discard-word.ts';
import type { AaaHealth } from './health-queries.ts';

/** Each minute: logins by their answer, sessions, accounting, and what got no answer; one cursor over all. */
export function HealthCharts({ health }: { health: AaaHealth }): ReactElement {
  const { t } = useTranslation('aaa-health');
  const lines = useHealthLines(health);
  const shared: Pick<TimeChartProps, 'timesMs' | 'unit' | 'cursorKey'> = {
    timesMs: lines.timesMs,
    unit: 'count',
    cursorKey: 'aaa-health',
  };
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <Card>
        <TimeChart {...shared} label={t('chart.logins')} kind="stacked-bars" series={lines.logins} />
      </Card>
      <Card>
        <TimeChart {...shared} label={t('chart.online')} kind="area" series={lines.online} />
      </Card>
      <Card>
        <TimeChart
          {...shared}
          label={t('chart.accounting')}
          kind="area"
          height={160}
          series={lines.accounting}
        />
      </Card>
      <Card>
        <TimeChart
          {...shared}
          label={t('chart.silent')}
          kind="stacked-bars"
          height={160}
          series={lines.silences}
          empty={<p className="py-8 text-center text-muted">{t('chart.allAnswered')}</p>}
        />
      </Card>
    </div>
  );
}

interface HealthLines {
  timesMs: number[];
  logins: ChartSeries[];
  online: ChartSeries[];
  accounting: ChartSeries[];
  silences: ChartSeries[];
}

function useHealthLines(health: AaaHealth): HealthLines {
  const { t } = useTranslation('aaa-health');
  const { t: nasWord } = useTranslation('nas');
  const { word } = useReasonWords();
  return useMemo(() => {
    const { at, accepts, rejects, accounting, silences, online } = health;
    const refused = named(
      rejects.map(({ reason, counts }) => ({ name: reason, counts })),
      { wordOf: word, t },
    );
    const accepted: ChartSeries = { id: 'accepted', label: t('line.accepted'), tone: 'ok', values: accepts };
    return {
      timesMs: at.map((second) => second * 1_000),
      logins: [...refused, ...(accepts.some((count) => count > 0) ? [accepted] : [])],
      online: [{ id: 'online', label: t('line.online'), tone: 'ok', values: online }],
      accounting: [{ id: 'accounting', label: t('line.accounting'), tone: 'accent', values: accounting }],
      silences: named(
        silences.map(({ kind, counts }) => ({ name: kind, counts })),
        { wordOf: (kind) => discardWord(nasWord, kind), t },
      ),
    };
  }, [health, t, nasWord, word]);
}

/** The most frequent by their names, which is how they come, and all others as one. */
function named(
  lines: readonly { name: string; counts: readonly number[] }[],
  { wordOf, t }: { wordOf: (name: string) => string; t: TFunction<'aaa-health'> },
): ChartSeries[] {
  const first = lines.slice(0, mostReasons);
  const tones = reasonTones(first.map(({ name }) => name));
  const shown: ChartSeries[] = first.map(({ name, counts }) => ({
    id: name,
    label: wordOf(name),
    tone: tones.get(name)!,
    values: counts,
  }));
  const others = lines.slice(mostReasons);
  if (others.length === 0) return shown;
  const values = others[0]!.counts.map((_, at) => others.reduce((sum, { counts }) => sum + counts[at]!, 0));
  return [...shown, { id: 'rest', label: t('line.rest'), tone: 'off', values }];
}
