import type { Shadow } from './shadow-queries.ts';

const minuteMs = 60_000;

interface MinuteSeries {
  timesMs: number[];
  agreeing: number[];
  disagreeing: number[];
}

/** Minute by minute from the first to the last: a minute without a login has its place, with nothing in it. */
export function minuteSeries(minutes: Shadow['minutes']): MinuteSeries {
  const found = new Map(minutes.map((one) => [Date.parse(one.minute), one]));
  const firstMs = Math.min(...found.keys());
  const count = found.size === 0 ? 0 : (Math.max(...found.keys()) - firstMs) / minuteMs + 1;
  const timesMs = Array.from({ length: count }, (_, index) => firstMs + index * minuteMs);
  const disagreeing = timesMs.map((ms) => found.get(ms)?.disagreeing ?? 0);
  const agreeing = timesMs.map((ms, index) => (found.get(ms)?.logins ?? 0) - disagreeing[index]!);
  return { timesMs, agreeing, disagreeing };
}
