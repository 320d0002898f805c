import type { ReactElement } from 'react';
import { toneText, type ChartSeries } from './chart-data.ts';

interface ChartLegendProps {
  timesMs: readonly number[];
  series: readonly ChartSeries[];
  /** The instant under the cursor; null shows the latest. */
  index: number | null;
  formatValue: (value: number) => string;
}

/** The series with their values under the cursor, else their latest. */
export function ChartLegend({ timesMs, series, index, formatValue }: ChartLegendProps): ReactElement {
  const at = index ?? timesMs.length - 1;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
      {series.map(({ id, label, tone, values }) => {
        const value = values[at] ?? null;
        return (
          <span key={id} className="flex items-center gap-1.5">
            <span aria-hidden className={`h-2 w-3 shrink-0 rounded-sm bg-current ${toneText[tone]}`} />
            <bdi>{label}</bdi>
            <bdi dir="ltr" className="min-w-8 font-medium text-text">
              {value === null ? '–' : formatValue(value)}
            </bdi>
          </span>
        );
      })}
    </div>
  );
}
