/** The spans staff look back over. */
export const rangePresets = ['1h', '6h', '24h', '7d', '30d'] as const;
export type RangePreset = (typeof rangePresets)[number];

/** Either up to now, or two instants in milliseconds as a drag over a chart gives them. */
export type TimeRange = RangePreset | { fromMs: number; toMs: number };

const hourMs = 3_600_000;
const presetMs: Record<RangePreset, number> = {
  '1h': hourMs,
  '6h': 6 * hourMs,
  '24h': 24 * hourMs,
  '7d': 7 * 24 * hourMs,
  '30d': 30 * 24 * hourMs,
};
/** A drag of a few pixels is a press that slipped. */
const shortestMs = 10_000;
const longestMs = 400 * 24 * hourMs;

/** The two instants a range means at this moment. */
export function resolveRange(range: TimeRange, nowMs: number): { fromMs: number; toMs: number } {
  return typeof range === 'string' ? { fromMs: nowMs - presetMs[range], toMs: nowMs } : range;
}

/** A range from a search param, such as `24h` or `1764500000000..1764503600000`; undefined for anything else. */
export function parseRange(value: unknown): TimeRange | undefined {
  if (typeof value !== 'string') return undefined;
  const preset = rangePresets.find((known) => known === value);
  if (preset) return preset;
  const match = /^(\d{12,14})\.\.(\d{12,14})$/.exec(value);
  if (!match) return undefined;
  const [fromMs, toMs] = [Number(match[1]), Number(match[2])];
  return toMs - fromMs < shortestMs || toMs - fromMs > longestMs ? undefined : { fromMs, toMs };
}

export function formatRange(range: TimeRange): string {
  return typeof range === 'string' ? range : `${Math.round(range.fromMs)}..${Math.round(range.toMs)}`;
}

/**
 * Keeps the range of a page in the URL's `range` parameter: plain functions for the router.
 *
 *     const range = rangeSearch('24h');
 *     createRoute({ …, validateSearch: range.validateSearch });
 *     <RangePicker value={range.toRange(search)} onChange={(next) => navigate({ search: (previous) =>
 *       ({ ...previous, ...range.toSearch(next) }) })} />
 */
export function rangeSearch(standard: RangePreset) {
  return {
    validateSearch: (search: Record<string, unknown>): { range?: string | undefined } => {
      const range = parseRange(search['range']);
      return range === undefined || range === standard ? {} : { range: formatRange(range) };
    },
    toRange: (search: { range?: string | undefined }): TimeRange => parseRange(search.range) ?? standard,
    /** Undefined for the standard range, which needs no parameter. */
    toSearch: (range: TimeRange): { range: string | undefined } => ({
      range: range === standard ? undefined : formatRange(range),
    }),
  };
}
