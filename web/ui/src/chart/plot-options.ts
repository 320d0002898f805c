import uPlot from 'uplot';
import { axisTop, tickWords } from './axis-ticks.ts';
import {
  isStacked,
  loneIndexes,
  stackedValues,
  type ChartKind,
  type ChartSeries,
  type ChartThreshold,
  type ChartUnit,
} from './chart-data.ts';
import type { PlotPalette } from './plot-palette.ts';

/** What a chart draws; `PlotCanvas` keeps the newest of it in a box, so that colours and limits change in place. */
export interface PlotInput {
  timesMs: readonly number[];
  series: readonly ChartSeries[];
  kind: ChartKind;
  unit: ChartUnit;
  thresholds: readonly ChartThreshold[];
  /** The span of the time axis; that of the data unless given. */
  span: { fromMs: number; toMs: number } | undefined;
  formatValue: (value: number) => string;
  timeZone: string;
  locale: string;
}

export interface PlotHandlers {
  /** The index of the instant under the cursor. */
  onCursor: (index: number | null) => void;
  onZoom: ((fromMs: number, toMs: number) => void) | undefined;
}

interface PlotBox {
  input: () => PlotInput;
  palette: () => PlotPalette;
  handlers: () => PlotHandlers;
}

interface PlotFrame {
  width: number;
  height: number;
  cursorKey: string | undefined;
}

const valueAxisWidth = 74;
const timeAxisHeight = 38;
const shortestDrag = 6;
const barShare = 0.86;

/** The values as uPlot wants them. Stacks are drawn from the tallest down, so each covers the next one's foot. */
export function plotData({ timesMs, series, kind }: PlotInput): uPlot.AlignedData {
  const times = timesMs.map((ms) => ms / 1_000);
  const rows = isStacked(kind) ? stackedValues(series).toReversed() : series.map(({ values }) => [...values]);
  return [times, ...rows];
}

export function plotOptions(box: PlotBox, frame: PlotFrame): uPlot.Options {
  const { input, handlers } = box;
  const isZoomable = handlers().onZoom !== undefined;
  return {
    width: frame.width,
    height: frame.height,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: true, range: (_plot, min, max) => timeSpan(input(), min, max) },
      y: { range: () => [0, top(input())] },
    },
    axes: [timeAxis(box), valueAxis(box)],
    series: [{}, ...plotSeries(box)],
    cursor: {
      y: false,
      drag: { x: isZoomable, y: false, setScale: false },
      points: { size: 7, width: 2 },
      ...(frame.cursorKey === undefined ? {} : { sync: { key: frame.cursorKey, setSeries: false } }),
    },
    hooks: {
      setCursor: [(plot) => handlers().onCursor(plot.cursor.idx ?? null)],
      setSelect: [(plot) => zoomTo(plot, handlers())],
      draw: [(plot) => drawThresholds(plot, box)],
    },
  };
}

function timeSpan({ span }: PlotInput, min: number, max: number): [number, number] {
  return span === undefined ? [min, max] : [span.fromMs / 1_000, span.toMs / 1_000];
}

function top(input: PlotInput): number {
  const rows = isStacked(input.kind) ? stackedValues(input.series) : input.series.map(({ values }) => values);
  let highest = Math.max(0, ...input.thresholds.map(({ value }) => value));
  for (const row of rows) for (const value of row) highest = Math.max(highest, value ?? 0);
  return axisTop(highest, input.unit);
}

function timeAxis({ input, palette }: PlotBox): uPlot.Axis {
  return {
    size: timeAxisHeight,
    space: 68,
    font: palette().font,
    stroke: () => palette().text,
    grid: { stroke: () => palette().grid, width: 1 },
    ticks: { show: false },
    values: (_plot, splits, _axis, _space, stepSeconds) => {
      const { timeZone, locale } = input();
      return tickWords(
        splits.map((seconds) => seconds * 1_000),
        { timeZone, locale, stepSeconds },
      );
    },
  };
}

function valueAxis({ input, palette }: PlotBox): uPlot.Axis {
  return {
    size: valueAxisWidth,
    space: 34,
    font: palette().font,
    stroke: () => palette().text,
    grid: { stroke: () => palette().grid, width: 1 },
    ticks: { show: false },
    values: (_plot, splits) => splits.map((value) => input().formatValue(value)),
    ...(input().unit === 'count' ? { incrs: wholeSteps } : {}),
  };
}

/** Half a login has no meaning. */
const wholeSteps = Array.from({ length: 13 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();

function plotSeries({ input, palette }: PlotBox): uPlot.Series[] {
  const { series, kind } = input();
  const ordered = isStacked(kind) ? series.toReversed() : series;
  return ordered.map(({ label, tone }) => ({
    label,
    width: kind === 'stacked-bars' ? 0 : 1.5,
    stroke: () => palette().tone(tone),
    points: {
      show: false,
      size: 5,
      fill: () => palette().tone(tone),
      filter: (plot, index) => (kind === 'stacked-bars' ? null : loneIndexes(plot.data[index] ?? [])),
    },
    ...(kind === 'area' ? { fill: () => palette().fill(tone) } : {}),
    ...(kind === 'stacked-area' ? { fill: () => palette().tone(tone) } : {}),
    ...(kind === 'stacked-bars'
      ? { fill: () => palette().tone(tone), paths: uPlot.paths.bars!({ size: [barShare, 60], gap: 0 }) }
      : {}),
  }));
}

/** The box that was dragged becomes a span and disappears: what is shown is the page's to say. */
function zoomTo(plot: uPlot, { onZoom }: PlotHandlers): void {
  const { left, width } = plot.select;
  if (width === 0) return;
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (width < shortestDrag) return;
  onZoom?.(plot.posToVal(left, 'x') * 1_000, plot.posToVal(left + width, 'x') * 1_000);
}

function drawThresholds(plot: uPlot, { input, palette }: PlotBox): void {
  const { ctx, bbox } = plot;
  const colours = palette();
  ctx.save();
  ctx.font = `${11 * uPlot.pxRatio}px ${colours.font.split('px ')[1]!}`;
  for (const { value, label, tone } of input().thresholds) {
    const y = Math.round(plot.valToPos(value, 'y', true));
    ctx.strokeStyle = colours.tone(tone);
    ctx.fillStyle = colours.tone(tone);
    ctx.lineWidth = uPlot.pxRatio;
    ctx.setLineDash([5 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.textAlign = 'right';
    ctx.textBaseline = 'bottom';
    ctx.fillText(label, bbox.left + bbox.width - 4 * uPlot.pxRatio, y - 2 * uPlot.pxRatio);
  }
  ctx.restore();
}
