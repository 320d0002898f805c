/** Colours by meaning: download and upload as everywhere, the rest as in status chips. */
export type ChartTone = 'download' | 'upload' | 'accent' | 'ok' | 'off' | 'warn' | 'bad' | 'new';

/** What the values are: bit/s and bytes decimal, percent as a share of one, time in milliseconds. */
export type ChartUnit = 'bit/s' | 'bytes' | 'count' | 'ms' | 'percent';

export type ChartKind = 'line' | 'area' | 'stacked-area' | 'stacked-bars';

/** Whether each series stands on those before it. */
export function isStacked(kind: ChartKind): boolean {
  return kind === 'stacked-area' || kind === 'stacked-bars';
}

export interface ChartSeries {
  id: string;
  /** Translated already. */
  label: string;
  tone: ChartTone;
  /** One per instant of the chart; null where nothing was measured. */
  values: readonly (number | null)[];
}

/** A line across the chart: a limit, a capacity, an alarm. */
export interface ChartThreshold {
  value: number;
  label: string;
  tone: ChartTone;
}

/** The CSS variable of a tone, for canvases; `toneText` is the same for SVG and words. */
export const toneVariables: Record<ChartTone, string> = {
  download: '--download',
  upload: '--upload',
  accent: '--accent',
  ok: '--ok-fg',
  off: '--off-fg',
  warn: '--warn-fg',
  bad: '--bad-fg',
  new: '--new-fg',
};

export const toneText: Record<ChartTone, string> = {
  download: 'text-download',
  upload: 'text-upload',
  accent: 'text-accent',
  ok: 'text-ok-fg',
  off: 'text-off-fg',
  warn: 'text-warn-fg',
  bad: 'text-bad-fg',
  new: 'text-new-fg',
};

/** Whether any series has a value at all. */
export function hasValues(series: readonly ChartSeries[]): boolean {
  return series.some(({ values }) => values.some((value) => value !== null));
}

/** Each series on top of those before it; a gap counts as nothing, so that the bars above do not float. */
export function stackedValues(series: readonly ChartSeries[]): number[][] {
  const length = Math.max(0, ...series.map(({ values }) => values.length));
  const below = Array.from({ length }, () => 0);
  return series.map(({ values }) => {
    for (let at = 0; at < length; at += 1) below[at]! += values[at] ?? 0;
    return [...below];
  });
}

/** Values without a neighbour: no line goes through them, and without a point they would not be seen. */
export function loneIndexes(values: ArrayLike<number | null | undefined>): number[] | null {
  const isKnown = (at: number): boolean => values[at] !== null && values[at] !== undefined;
  const lone = Array.from(values, (_, at) => at).filter(
    (at) => isKnown(at) && !isKnown(at - 1) && !isKnown(at + 1),
  );
  return lone.length === 0 ? null : lone;
}

export interface SeriesSummary {
  lowest: number;
  highest: number;
  latest: number;
}

/** What a series says in three figures; undefined when it has no value. */
export function summaryOf({ values }: ChartSeries): SeriesSummary | undefined {
  const known = values.filter((value) => value !== null);
  const latest = known.at(-1);
  if (latest === undefined) return undefined;
  const lowest = known.reduce((least, value) => Math.min(least, value));
  const highest = known.reduce((most, value) => Math.max(most, value));
  return { lowest, highest, latest };
}
