import { ChartLine, Table } from 'lucide-react';
import { lazy, Suspense, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat, type Format } from '../format/use-format.tsx';
import { IconButton } from '../primitives/button.tsx';
import { Skeleton } from '../primitives/skeleton.tsx';
import { EmptyState, ErrorState, LoadingState } from '../state/states.tsx';
import {
  hasValues,
  summaryOf,
  type ChartKind,
  type ChartSeries,
  type ChartThreshold,
  type ChartUnit,
} from './chart-data.ts';
import { valueFormat } from './chart-format.ts';
import { ChartLegend } from './chart-legend.tsx';
import { ChartTable } from './chart-table.tsx';
import type { PlotInput } from './plot-options.ts';

const PlotCanvas = lazy(() => import('./plot-canvas.tsx'));

export interface TimeChartProps {
  /** What is drawn: shown above the chart and read out with its summary. */
  label: string;
  /** Undefined while it loads. Ascending milliseconds, one per value of each series. */
  timesMs: readonly number[] | undefined;
  series: readonly ChartSeries[];
  unit: ChartUnit;
  kind?: ChartKind | undefined;
  thresholds?: readonly ChartThreshold[] | undefined;
  /** The span of the axis, so that charts beside each other line up; that of the data unless given. */
  span?: { fromMs: number; toMs: number } | undefined;
  /** In pixels. */
  height?: number | undefined;
  /** Charts with the same key show their cursors at the same instant. */
  cursorKey?: string | undefined;
  /** A span was dragged out. Keep it in the URL (`rangeSearch`). */
  onZoom?: ((fromMs: number, toMs: number) => void) | undefined;
  error?: unknown;
  onRetry?: (() => void) | undefined;
  /** Shown when nothing was measured. */
  empty?: ReactNode | undefined;
  /** Beside the label, such as a `RangePicker`. */
  actions?: ReactNode | undefined;
}

const standardHeight = 220;
const noThresholds: readonly ChartThreshold[] = [];

/** Values over time. Newest at the right in every language; units on the axis; figures in the legend. */
export function TimeChart(props: TimeChartProps): ReactElement {
  const { t } = useTranslation('chart');
  const [isTable, setTable] = useState(false);
  const { label, timesMs, series, actions } = props;
  const isDrawn = timesMs !== undefined && hasValues(series);
  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="me-auto font-semibold">{label}</h2>
        {actions}
        {isDrawn && (
          <IconButton
            icon={isTable ? ChartLine : Table}
            size="sm"
            aria-pressed={isTable}
            aria-label={t('showAsTable')}
            onClick={() => setTable(!isTable)}
          />
        )}
      </div>
      {isDrawn ? <DrawnChart {...props} timesMs={timesMs} isTable={isTable} /> : <UndrawnChart {...props} />}
    </section>
  );
}

/** Loading, failed, or nothing measured: the place is kept, so that the page does not jump. */
function UndrawnChart(props: TimeChartProps): ReactElement {
  const { t } = useTranslation('chart');
  const { timesMs, error, onRetry, empty, height = standardHeight } = props;
  const isFailed = error !== undefined && error !== null;
  return (
    <div className="grid place-items-center overflow-hidden" style={{ minHeight: height }}>
      {isFailed && <ErrorState error={error} onRetry={onRetry} isCompact />}
      {!isFailed && timesMs === undefined && (
        <LoadingState>
          <Skeleton className="h-32 w-full" />
        </LoadingState>
      )}
      {!isFailed &&
        timesMs !== undefined &&
        (empty ?? (
          <EmptyState icon={ChartLine} title={t('emptyTitle')} isCompact>
            {t('emptyText')}
          </EmptyState>
        ))}
    </div>
  );
}

interface DrawnChartProps extends TimeChartProps {
  timesMs: readonly number[];
  isTable: boolean;
}

function DrawnChart(props: DrawnChartProps): ReactElement {
  const { label, timesMs, series, unit, height = standardHeight, isTable, onZoom, cursorKey } = props;
  const format = useFormat();
  const [index, setIndex] = useState<number | null>(null);
  const input = usePlotInput(props, format);
  const summary = useSummary(props, format);
  return (
    <>
      <ChartLegend timesMs={timesMs} series={series} index={index} formatValue={valueFormat(unit, format)} />
      {isTable ? (
        <ChartTable
          label={label}
          timesMs={timesMs}
          series={series}
          formatValue={valueFormat(unit, format)}
          height={height}
        />
      ) : (
        // It holds a canvas: an img element could not.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        <div role="img" aria-label={summary} className="relative">
          {index !== null && timesMs[index] !== undefined && (
            <bdi dir="ltr" className="absolute end-5 -top-1 z-10 bg-surface px-1 text-sm text-muted">
              {format.instant(timesMs[index], 'second')}
            </bdi>
          )}
          <Suspense fallback={<div style={{ height }} />}>
            <PlotCanvas
              input={input}
              handlers={{ onCursor: setIndex, onZoom }}
              height={height}
              cursorKey={cursorKey}
            />
          </Suspense>
        </div>
      )}
    </>
  );
}

function usePlotInput(props: DrawnChartProps, format: Format): PlotInput {
  const { timesMs, series, kind = 'line', unit, thresholds = noThresholds, span } = props;
  const [fromMs, toMs] = [span?.fromMs, span?.toMs];
  return useMemo(
    () => ({
      timesMs,
      series,
      kind,
      unit,
      thresholds,
      span: fromMs === undefined || toMs === undefined ? undefined : { fromMs, toMs },
      formatValue: valueFormat(unit, format),
      timeZone: format.timeZone,
      locale: format.locale,
    }),
    [timesMs, series, kind, unit, thresholds, fromMs, toMs, format],
  );
}

/** The chart in words: from when to when, and of each series the latest, the lowest and the highest. */
function useSummary({ label, timesMs, series, unit }: DrawnChartProps, format: Format): string {
  const { t } = useTranslation('chart');
  const write = valueFormat(unit, format);
  const parts = series.flatMap((one) => {
    const summary = summaryOf(one);
    if (summary === undefined) return [];
    return t('summarySeries', {
      name: one.label,
      latest: write(summary.latest),
      lowest: write(summary.lowest),
      highest: write(summary.highest),
    });
  });
  const span = t('summary', {
    label,
    from: format.instant(timesMs[0]!),
    to: format.instant(timesMs.at(-1)!),
  });
  return [span, ...parts].join(' ');
}
