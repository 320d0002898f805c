import { Card } from '@trunkline/web-ui';
import { TimeChart, type ChartSeries } from '@trunkline/web-ui/chart';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteSeries } from './minute-series.ts';
import type { Shadow } from './shadow-queries.ts';

/** Logins by the minute: how many of both answers said the same. */
export function AgreementCard({ shadow: { minutes } }: { shadow: Shadow }): ReactElement {
  const { t } = useTranslation('shadow');
  const { timesMs, agreeing, disagreeing } = useMemo(() => minuteSeries(minutes), [minutes]);
  const series = useMemo<ChartSeries[]>(
    () =>
      timesMs.length === 0
        ? []
        : [
            { id: 'disagreeing', label: t('chart.disagreeing'), tone: 'bad', values: disagreeing },
            { id: 'agreeing', label: t('chart.agreeing'), tone: 'ok', values: agreeing },
          ],
    [timesMs, agreeing, disagreeing, t],
  );
  return (
    <Card>
      <TimeChart
        label={t('chart.title')}
        timesMs={timesMs}
        series={series}
        unit="count"
        kind="stacked-bars"
        empty={<p className="py-8 text-center text-muted">{t('chart.empty')}</p>}
      />
    </Card>
  );
}
