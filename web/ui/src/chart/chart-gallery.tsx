import { useMemo, useState, type ReactElement } from 'react';
import { Card } from '../primitives/card.tsx';
import type { ChartSeries } from './chart-data.ts';
import { RangePicker } from './range-picker.tsx';
import { Sparkline } from './sparkline.tsx';
import { TimeChart } from './time-chart.tsx';
import { resolveRange, type TimeRange } from './time-range.ts';

const instants = 288;
const stepMs = 300_000;
/** A fixed day: the gallery looks the same whenever it is opened. */
const endMs = Date.UTC(2026, 10, 21, 18);
const timesMs = Array.from({ length: instants }, (_, at) => endMs - (instants - 1 - at) * stepMs);

/** Each kind of chart with a day of values, and each of its states. */
export function ChartGallery(): ReactElement {
  const [range, setRange] = useState<TimeRange>('24h');
  const traffic = useMemo(() => [wave('Download', 'download', 8e8), wave('Upload', 'upload', 1.4e8)], []);
  const rejects = useMemo(
    () => [wave('Wrong password', 'bad', 14), wave('Suspended', 'warn', 6), wave('No such name', 'off', 4)],
    [],
  );
  const span = resolveRange(range, endMs);
  const zoom = (fromMs: number, toMs: number): void => setRange({ fromMs, toMs });
  return (
    <div className="flex flex-col gap-4">
      <RangePicker value={range} onChange={setRange} onRefresh={() => setRange('24h')} />
      <Card>
        <TimeChart
          label="Traffic"
          timesMs={timesMs}
          series={traffic}
          unit="bit/s"
          kind="area"
          span={span}
          cursorKey="gallery"
          onZoom={zoom}
          thresholds={[{ value: 7.5e8, label: 'Uplink 750 Mbit/s', tone: 'bad' }]}
        />
      </Card>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card>
          <TimeChart
            label="Rejects a minute"
            timesMs={timesMs.filter((_, at) => at % 6 === 0)}
            series={rejects.map((one) => ({ ...one, values: one.values.filter((_, at) => at % 6 === 0) }))}
            unit="count"
            kind="stacked-bars"
            span={span}
            cursorKey="gallery"
            onZoom={zoom}
          />
        </Card>
        <Card>
          <TimeChart
            label="Login p95"
            timesMs={timesMs}
            series={[{ ...wave('p95', 'accent', 18), values: gapped(wave('p95', 'accent', 18).values) }]}
            unit="ms"
            span={span}
            cursorKey="gallery"
          />
        </Card>
        <Card>
          <TimeChart label="Loading" timesMs={undefined} series={[]} unit="count" />
        </Card>
        <Card>
          <TimeChart label="Empty" timesMs={[]} series={[]} unit="count" />
        </Card>
        <Card>
          <TimeChart
            label="Failed"
            timesMs={undefined}
            series={[]}
            unit="count"
            error={new TypeError('offline')}
            onRetry={() => undefined}
          />
        </Card>
        <Card>
          <Sparkline values={traffic[0]!.values} tone="download" label="Download over 24 hours" />
          <Sparkline values={rejects[0]!.values} tone="bad" />
        </Card>
      </div>
    </div>
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
