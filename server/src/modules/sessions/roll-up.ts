/** Roll-ups by the minute are kept so long, and those by the hour for a year and a month. */
export const keptMinutesDays = 8;
export const keptHoursDays = 400;

const dayMs = 86_400_000;
const hourS = 3_600;

/** How a range of a chart is read: from which roll-up, and how many seconds are told as one step. */
export interface ChartSteps {
  span: 'minute' | 'hour';
  stepS: number;
}

/** "Up to now" is a little longer once it has arrived, and is meant as what it says. */
const slack = 1.02;

/** Each range up to this long has its steps; none has more than some 750. */
const ladder: { upToMs: number; steps: ChartSteps }[] = [
  { upToMs: dayMs / 4, steps: { span: 'minute', stepS: 60 } },
  { upToMs: dayMs, steps: { span: 'minute', stepS: 300 } },
  { upToMs: 31 * dayMs, steps: { span: 'hour', stepS: hourS } },
  { upToMs: 124 * dayMs, steps: { span: 'hour', stepS: 4 * hourS } },
  { upToMs: Infinity, steps: { span: 'hour', stepS: 24 * hourS } },
];

/** The steps of a range; what is too old for minutes is told by the hour however short. */
export function chartSteps({ from, to, nowMs }: { from: Date; to: Date; nowMs: number }): ChartSteps {
  const fits = ladder.find(({ upToMs }) => to.getTime() - from.getTime() <= upToMs * slack)!.steps;
  const isForgotten = from.getTime() < nowMs - keptMinutesDays * dayMs;
  return fits.span === 'minute' && isForgotten ? { span: 'hour', stepS: hourS } : fits;
}

/** The steps of a range as a chart draws them: when each begins, and where an instant has its place. */
export interface StepAxis {
  /** Seconds since 1970. */
  at: number[];
  placeOf(instant: Date): number;
  /** Seconds that each step has lasted: the last one may still run. */
  lasted: number[];
}

/** Every step that touches [from, to), the running one included, so that lines have no holes by chance. */
export function stepAxis({ from, to, stepS }: { from: Date; to: Date; stepS: number }): StepAxis {
  const toS = to.getTime() / 1_000;
  const firstS = Math.floor(from.getTime() / 1_000 / stepS) * stepS;
  const at: number[] = [];
  for (let second = firstS; second < toS; second += stepS) at.push(second);
  return {
    at,
    placeOf: (instant) => Math.floor((instant.getTime() / 1_000 - firstS) / stepS),
    lasted: at.map((second) => Math.max(1, Math.min(stepS, toS - second))),
  };
}
