import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../primitives/card.tsx';
import type { ChartSeries } from './chart-data.ts';
import { RangePicker } from './range-picker.tsx';
import { Sparkline } from './sparkline.tsx';
import { StepChart } from './step-chart.tsx';
import { TimeChart, type TimeChartProps } from './time-chart.tsx';
import { resolveRange, type TimeRange } from './time-range.ts';

const instants = 288;
const stepMs = 300_000;
/** A fixed day: the gallery looks the same whenever it is opened. */
const endMs = Date.UTC(2026, 10, 21, 18);
const timesMs = Array.from({ length: instants }, (_, at) => endMs - (instants - 1 - at) * stepMs);

/** Each kind of chart with a day of values, and each of its states. */
export function ChartGallery(): ReactElement {
  const { t } = useTranslation('gallery');
  const [range, setRange] = useState<TimeRange>('24h');
  const traffic = useMemo(
    () => [wave(t('traffic'), 'download', 8e8), wave(t('chart.upload'), 'upload', 1.4e8)],
    [t],
  );
  const shared: Pick<TimeChartProps, 'span' | 'cursorKey' | 'onZoom'> = {
    span: resolveRange(range, endMs),
    cursorKey: 'gallery',
    onZoom: (fromMs, toMs) => setRange({ fromMs, toMs }),
  };
  return (
    <div className="flex flex-col gap-4">
      <RangePicker value={range} onChange={setRange} onRefresh={() => setRange('24h')} />
      <Card>
        <TimeChart
          {...shared}
          label={t('chart.traffic')}
          timesMs={timesMs}
          series={traffic}
          unit="bit/s"
          kind="area"
          thresholds={[{ value: 7.5e8, label: t('chart.limit'), tone: 'bad' }]}
        />
      </Card>
      <div className="grid gap-4 lg:grid-cols-2">
        <MeasuredCharts shared={shared} />
        <SteppedChart />
        <ChartStates />
        <Card>
          <Sparkline values={traffic[0]!.values} tone="download" label={t('traffic')} />
          <Sparkline values={traffic[1]!.values} tone="bad" />
        </Card>
      </div>
    </div>
  );
}

function MeasuredCharts({ shared }: { shared: Partial<TimeChartProps> }): ReactElement {
  const { t } = useTranslation('gallery');
  const rejects = useMemo(
    () => [wave(t('tone.bad'), 'bad', 14), wave(t('tone.warn'), 'warn', 6), wave(t('tone.off'), 'off', 4)],
    [t],
  );
  return (
    <>
      <Card>
        <TimeChart
          {...shared}
          label={t('rejects')}
          timesMs={timesMs.filter((_, at) => at % 6 === 0)}
          series={rejects.map((one) => ({ ...one, values: one.values.filter((_, at) => at % 6 === 0) }))}
          unit="count"
          kind="stacked-bars"
        />
      </Card>
      <Card>
        <TimeChart
          {...shared}
          label={t('chart.gap')}
          timesMs={timesMs}
          series={[{ ...wave('p95', 'accent', 18), values: gapped(wave('p95', 'accent', 18).values) }]}
          unit="ms"
        />
      </Card>
    </>
  );
}

const steps = (values: number[]) => values.map((value, at) => ({ from: at * 1e11, value }));

/** A speed that falls with the volume used. */
function SteppedChart(): ReactElement {
  const { t } = useTranslation('gallery');
  return (
    <Card>
      <StepChart
        label={t('chart.steps')}
        axisLabel={t('field.quota')}
        axisUnit="bytes"
        unit="bit/s"
        end={3.6e11}
        markers={[{ at: 3e11, label: t('chart.limitReached'), tone: 'warn' }]}
        series={[
          { id: 'download', label: t('traffic'), tone: 'download', steps: steps([5e7, 2e7, 8e6, 2e6]) },
          {
            id: 'upload',
            label: t('chart.upload'),
            tone: 'upload',
            steps: steps([2.5e7, 1e7, 4e6, 1e6]),
            isDashed: true,
          },
        ]}
      />
    </Card>
  );
}

function ChartStates(): ReactElement {
  const { t } = useTranslation('gallery');
  return (
    <>
      <Card>
        <TimeChart label={t('state.loading')} timesMs={undefined} series={[]} unit="count" />
      </Card>
      <Card>
        <TimeChart label={t('state.empty')} timesMs={[]} series={[]} unit="count" />
      </Card>
      <Card>
        <TimeChart
          label={t('state.failed')}
          timesMs={undefined}
          series={[]}
          unit="count"
          error={new TypeError('offline')}
          onRetry={() => undefined}
        />
      </Card>
    </>
  );
}

function wave(label: string, tone: ChartSeries['tone'], peak: number): ChartSeries {
  const values = timesMs.map((_, at) => {
    const evening = Math.max(0, Math.sin(((at / instants) * 2 - 0.6) * Math.PI));
    const ripple = ((at * 7_919) % 101) / 101;
    return Math.round(peak * (0.15 + 0.7 * evening + 0.15 * ripple));
  });
  return { id: label, label, tone, values };
}

function gapped(values: ChartSeries['values']): ChartSeries['values'] {
  return values.map((value, at) => (at > 120 && at < 140 ? null : value));
}
