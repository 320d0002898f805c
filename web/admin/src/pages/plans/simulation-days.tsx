import { Card, fromZonedText } from '@trunkline/web-ui';
import { TimeChart, type ChartSeries } from '@trunkline/web-ui/chart';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isUnderWay, type Simulation } from './simulation-queries.ts';

const chartHeight = 190;

/** Day by day: how many would be slowed or cut, and what passes beside what does not. */
export function SimulationDays({ simulation }: { simulation: Simulation }): ReactElement {
  const { t } = useTranslation('simulation');
  const { timesMs, people, bytes } = useLines(simulation);
  const isWaiting = isUnderWay(simulation) && simulation.days.length === 0;
  const shared = { timesMs: isWaiting ? undefined : timesMs, height: chartHeight, cursorKey: 'simulation' };
  return (
    <Card title={t('chart.title')}>
      <div className="flex flex-col gap-6">
        <TimeChart {...shared} label={t('chart.people')} unit="count" kind="stacked-bars" series={people} />
        <TimeChart {...shared} label={t('chart.bytes')} unit="bytes" kind="stacked-bars" series={bytes} />
      </div>
    </Card>
  );
}

function useLines({ days, timeZone }: Simulation) {
  const { t } = useTranslation('simulation');
  return useMemo(() => {
    const series = (
      id: string,
      label: string,
      tone: ChartSeries['tone'],
      value: (day: Simulation['days'][number]) => number,
    ): ChartSeries => ({ id, label, tone, values: days.map(value) });
    return {
      timesMs: days.map(({ day }) => fromZonedText(`${day}T00:00`, timeZone) ?? Date.parse(day)),
      people: [
        series('slow', t('chart.slow'), 'warn', ({ slowSubscribers }) => slowSubscribers),
        series('cut', t('chart.cut'), 'bad', ({ cutSubscribers }) => cutSubscribers),
      ],
      bytes: [
        series('passes', t('chart.passes'), 'download', (day) => day.usedBytes - day.heldBackBytes),
        series('heldBack', t('chart.heldBack'), 'bad', ({ heldBackBytes }) => heldBackBytes),
      ],
    };
  }, [days, timeZone, t]);
}
