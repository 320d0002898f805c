/** Hours of some days of the week. A window whose end is not after its start lasts into the next day. */
export interface WeekWindow {
  /** ISO weekdays: Monday is 1. */
  days: number[];
  /** `08:00`. */
  from: string;
  /** `00:00` as an end is midnight. */
  to: string;
}

/** A part of one day, in minutes since its midnight. */
export interface DayStretch {
  day: number;
  fromMinute: number;
  toMinute: number;
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const minutesPerHour = 60;
const minutesPerDay = 1_440;
const minutesPerWeek = 7 * minutesPerDay;

/** Minutes of the week from Monday 00:00, the end exclusive. */
interface Span {
  from: number;
  to: number;
}

/** The windows day by day, those into the next day in two parts; null: every day whole. Times that are none are left out. */
export function stretchesOf(windows: readonly WeekWindow[] | null): DayStretch[] {
  const spans = windows === null ? [{ from: 0, to: minutesPerWeek }] : joined(windows.flatMap(spansOf));
  return spans.flatMap(byDay);
}

interface PaintedCells {
  days: readonly number[];
  fromHour: number;
  /** Inclusive. */
  toHour: number;
  isOn: boolean;
}

/** The windows with whole hours of some days added or taken away, in as few windows as say the same. */
export function withPainted(windows: readonly WeekWindow[], cells: PaintedCells): WeekWindow[] {
  const { days, fromHour, toHour, isOn } = cells;
  const painted = days.map((day) => ({
    from: (day - 1) * minutesPerDay + fromHour * minutesPerHour,
    to: (day - 1) * minutesPerDay + (toHour + 1) * minutesPerHour,
  }));
  const present = windows.flatMap(spansOf);
  const spans = isOn ? joined([...present, ...painted]) : painted.reduce(without, joined(present));
  return windowsOf(spans);
}

/** How much of an hour lies in the stretches, in minutes. */
export function minutesInHour(stretches: readonly DayStretch[], day: number, hour: number): number {
  const [from, to] = [hour * minutesPerHour, (hour + 1) * minutesPerHour];
  return stretches
    .filter((stretch) => stretch.day === day)
    .reduce(
      (sum, { fromMinute, toMinute }) =>
        sum + Math.max(0, Math.min(to, toMinute) - Math.max(from, fromMinute)),
      0,
    );
}

/** `08:30` of 510; the end of a day is `00:00`. */
export function timeOfMinute(minute: number): string {
  const inDay = minute % minutesPerDay;
  return [Math.floor(inDay / minutesPerHour), inDay % minutesPerHour]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

function spansOf({ days, from, to }: WeekWindow): Span[] {
  const [opens, closes] = [minuteOf(from), minuteOf(to)];
  if (opens === undefined || closes === undefined) return [];
  const length = closes > opens ? closes - opens : closes + minutesPerDay - opens;
  return days.flatMap((day) => {
    const start = (day - 1) * minutesPerDay + opens;
    const end = start + length;
    if (end <= minutesPerWeek) return [{ from: start, to: end }];
    return [
      { from: start, to: minutesPerWeek },
      { from: 0, to: end - minutesPerWeek },
    ];
  });
}

function minuteOf(time: string): number | undefined {
  const match = /^(\d\d):(\d\d)$/.exec(time);
  return match ? Number(match[1]) * minutesPerHour + Number(match[2]) : undefined;
}

/** Ascending and apart: what overlaps or touches is one. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else if (to > from) result.push({ from, to });
  }
  return result;
}

function without(spans: readonly Span[], hole: Span): Span[] {
  return spans
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, hole.from) },
      { from: Math.max(from, hole.to), to },
    ])
    .filter(({ from, to }) => to > from);
}

function byDay({ from, to }: Span): DayStretch[] {
  const parts: DayStretch[] = [];
  for (let at = from; at < to; at = nextMidnight(at)) {
    const dayStart = at - (at % minutesPerDay);
    parts.push({
      day: dayStart / minutesPerDay + 1,
      fromMinute: at - dayStart,
      toMinute: Math.min(to, nextMidnight(at)) - dayStart,
    });
  }
  return parts;
}

function nextMidnight(minute: number): number {
  return minute - (minute % minutesPerDay) + minutesPerDay;
}

/** A span of up to a day is one window, as in 22:00 to 06:00; a longer one is told day by day. */
function windowsOf(spans: readonly Span[]): WeekWindow[] {
  const groups = new Map<string, WeekWindow>();
  for (const { from, to } of aroundTheWeek(spans)) {
    const parts = to - from <= minutesPerDay ? [{ from, to }] : splitByDay({ from, to });
    for (const part of parts) {
      const [opens, closes] = [timeOfMinute(part.from), timeOfMinute(part.to)];
      const key = `${opens} ${closes}`;
      const window = groups.get(key) ?? { days: [], from: opens, to: closes };
      window.days.push((Math.floor(part.from / minutesPerDay) % 7) + 1);
      groups.set(key, window);
    }
  }
  for (const { days } of groups.values()) days.sort((one, other) => one - other);
  return [...groups.values()].toSorted((one, other) => (one.from < other.from ? -1 : 1));
}

/** What ends with Sunday and goes on with Monday is one span past the end of the week. */
function aroundTheWeek(spans: readonly Span[]): Span[] {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last || first === last || first.from !== 0 || last.to !== minutesPerWeek) return [...spans];
  return [...spans.slice(1, -1), { from: last.from, to: minutesPerWeek + first.to }];
}

function splitByDay(span: Span): Span[] {
  const parts: Span[] = [];
  for (let at = span.from; at < span.to; at = nextMidnight(at)) {
    parts.push({ from: at, to: Math.min(span.to, nextMidnight(at)) });
  }
  return parts;
}
