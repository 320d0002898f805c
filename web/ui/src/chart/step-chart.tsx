import { ChartLine, Table } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.tsx';
import { IconButton } from '../primitives/button.tsx';
import { axisTop } from './axis-ticks.ts';
import { toneText, type ChartTone, type ChartUnit } from './chart-data.ts';
import { valueFormat } from './chart-format.ts';
import { evenTicks, stepPath, type Step } from './step-path.ts';

export interface StepSeries {
  id: string;
  /** Translated already. */
  label: string;
  tone: ChartTone;
  /** Ascending; each value holds from its place to the next. */
  steps: readonly Step[];
  /** Told apart from another by more than its colour. */
  isDashed?: boolean | undefined;
}

/** A line at a place of the axis: where something changes. */
export interface StepMarker {
  at: number;
  label: string;
  tone: ChartTone;
}

interface StepChartProps {
  /** What is drawn: shown above the chart and read out with its values. */
  label: string;
  /** What the axis at the foot measures. */
  axisLabel: string;
  axisUnit: ChartUnit;
  unit: ChartUnit;
  series: readonly StepSeries[];
  markers?: readonly StepMarker[] | undefined;
  /** Where the axis ends. */
  end: number;
  /** In pixels. */
  height?: number | undefined;
  /** Beside the label. */
  actions?: ReactNode | undefined;
}

const standardHeight = 180;
const valueTicks = 4;
const axisTicks = 5;

/** Values that hold over a stretch of something other than time, such as a speed over the volume used. */
export function StepChart(props: StepChartProps): ReactElement {
  const { t } = useTranslation('chart');
  const [isTable, setTable] = useState(false);
  const { label, actions, series } = props;
  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="me-auto font-semibold">{label}</h3>
        {actions}
        <IconButton
          icon={isTable ? ChartLine : Table}
          size="sm"
          aria-pressed={isTable}
          aria-label={t('showAsTable')}
          onClick={() => setTable(!isTable)}
        />
      </div>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
        {series.map(({ id, label: name, tone, isDashed }) => (
          <li key={id} className={`flex items-center gap-1.5 ${toneText[tone]}`}>
            <svg aria-hidden width="20" height="8" className="shrink-0">
              <path d="M0 4H20" {...strokeOf(isDashed)} />
            </svg>
            <bdi className="text-muted">{name}</bdi>
          </li>
        ))}
      </ul>
      {isTable ? <StepTable {...props} /> : <StepDrawing {...props} />}
    </section>
  );
}

function strokeOf(isDashed: boolean | undefined) {
  return {
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 2,
    strokeDasharray: isDashed ? '5 3' : undefined,
    vectorEffect: 'non-scaling-stroke' as const,
  };
}

/** From left to right in every language, as every chart. */
function StepDrawing(props: StepChartProps): ReactElement {
  const { axisLabel, axisUnit, unit, series, markers = [], end, height = standardHeight } = props;
  const format = useFormat();
  const top = axisTop(Math.max(0, ...series.flatMap(({ steps }) => steps.map(({ value }) => value))), unit);
  const values = evenTicks(top, valueTicks);
  const places = evenTicks(end, axisTicks);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="img" aria-label={useSummary(props)} dir="ltr" className="pt-4 text-xs text-muted">
      <div className="grid grid-cols-[4.5rem_minmax(0,1fr)]">
        <ValueAxis
          values={values.map((value) => ({ share: value / top, word: valueFormat(unit, format)(value) }))}
          height={height}
        />
        <div className="relative border-s border-b border-line" style={{ height }}>
          {values.slice(1).map((value) => (
            <div
              key={value}
              className="absolute inset-x-0 border-t border-line"
              style={{ bottom: `${(value / top) * 100}%` }}
            />
          ))}
          {markers.map((marker) => (
            <Marker key={`${marker.at} ${marker.label}`} marker={marker} end={end} />
          ))}
          <svg
            aria-hidden
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full"
          >
            {series.map(({ id, tone, steps, isDashed }) => (
              <path
                key={id}
                d={stepPath(steps, { end, top })}
                className={toneText[tone]}
                {...strokeOf(isDashed)}
              />
            ))}
          </svg>
        </div>
        <span />
        <PlaceAxis
          places={places.map((place) => ({ share: place / end, word: valueFormat(axisUnit, format)(place) }))}
        />
        <span />
        <p className="pt-1 text-center">
          <bdi>{axisLabel}</bdi>
        </p>
      </div>
    </div>
  );
}

interface Tick {
  /** Of the axis. */
  share: number;
  word: string;
}

function ValueAxis({ values, height }: { values: readonly Tick[]; height: number }): ReactElement {
  return (
    <div className="relative" style={{ height }}>
      {values.map(({ share, word }) => (
        <span
          key={share}
          className="absolute end-2 translate-y-1/2 whitespace-nowrap"
          style={{ bottom: `${share * 100}%` }}
        >
          {word}
        </span>
      ))}
    </div>
  );
}

function PlaceAxis({ places }: { places: readonly Tick[] }): ReactElement {
  return (
    <div className="relative h-5">
      {places.map(({ share, word }) => (
        <span
          key={share}
          className="absolute top-1 -translate-x-1/2 whitespace-nowrap"
          style={{ insetInlineStart: `${share * 100}%` }}
        >
          {word}
        </span>
      ))}
    </div>
  );
}

function Marker({ marker, end }: { marker: StepMarker; end: number }): ReactElement {
  return (
    <div
      className={`absolute inset-y-0 border-s border-dashed border-current ${toneText[marker.tone]}`}
      style={{ insetInlineStart: `${(marker.at / end) * 100}%` }}
    >
      <bdi className="absolute -top-4 -translate-x-1/2 font-medium whitespace-nowrap">{marker.label}</bdi>
    </div>
  );
}

/** Each stretch in words: from where on, and how much. */
function useSummary({ label, series, axisUnit, unit }: StepChartProps): string {
  const { t } = useTranslation('chart');
  const format = useFormat();
  const parts = series.map(({ label: name, steps }) => {
    const told = steps.map(({ from, value }) =>
      t('stepFrom', { from: valueFormat(axisUnit, format)(from), value: valueFormat(unit, format)(value) }),
    );
    return `${name}: ${told.join(', ')}.`;
  });
  return [`${label}.`, ...parts].join(' ');
}

/** The same as figures: a line for each place where any series changes. */
function StepTable({ label, axisLabel, series, axisUnit, unit }: StepChartProps): ReactElement {
  const format = useFormat();
  const places = [...new Set(series.flatMap(({ steps }) => steps.map(({ from }) => from)))].toSorted(
    (one, other) => one - other,
  );
  return (
    <div className="overflow-x-auto">
      <table aria-label={label} className="w-full text-sm">
        <thead>
          <tr className="text-muted">
            <th scope="col" className="border-b border-line px-2 py-1 text-start font-semibold">
              {axisLabel}
            </th>
            {series.map(({ id, label: name }) => (
              <th key={id} scope="col" className="border-b border-line px-2 py-1 text-end font-semibold">
                <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place}>
              <th scope="row" className="border-b border-line px-2 py-1 text-start font-normal">
                <bdi dir="ltr">≥ {valueFormat(axisUnit, format)(place)}</bdi>
              </th>
              {series.map(({ id, steps }) => (
                <td key={id} className="border-b border-line px-2 py-1 text-end">
                  <bdi dir="ltr">
                    {valueFormat(unit, format)(steps.findLast(({ from }) => from <= place)?.value ?? 0)}
                  </bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
