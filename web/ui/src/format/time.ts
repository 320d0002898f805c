/** A moment as the API tells it (ISO 8601), or milliseconds since 1970. */
export type Instant = string | number | Date;

/** `log`: to the second without the year, for dense lists of what happened lately. */
export type InstantStyle = 'date' | 'time' | 'minute' | 'second' | 'log';

const styles: Record<InstantStyle, Intl.DateTimeFormatOptions> = {
  date: { year: 'numeric', month: 'short', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  minute: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
  second: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
  log: {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
};

const instantFormats = new Map<string, Intl.DateTimeFormat>();
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

/** A moment on the wall clock of a zone, with 24 hours: `21 Nov 2026, 17:28`. */
export function formatInstant(
  instant: Instant,
  {
    timeZone,
    locale,
    style = 'minute',
  }: { timeZone: string; locale: string; style?: InstantStyle | undefined },
): string {
  const key = `${locale} ${timeZone} ${style}`;
  let format = instantFormats.get(key);
  if (!format) {
    // Staff of most places write the day before the month; only en-US does not, and it is asked for by name.
    const spoken = locale === 'en' ? 'en-GB' : locale;
    format = new Intl.DateTimeFormat(spoken, { ...styles[style], timeZone, numberingSystem: 'latn' });
    instantFormats.set(key, format);
  }
  return format.format(toMs(instant));
}

/** A unit, and from how much on it is used: what is left is told in days, not in "next month" for six weeks. */
const relativeUnits: [Intl.RelativeTimeFormatUnit, unitMs: number, fromMs: number][] = [
  ['year', 31_557_600_000, 63_115_200_000],
  ['month', 2_629_800_000, 5_259_600_000],
  ['day', 86_400_000, 86_400_000],
  ['hour', 3_600_000, 3_600_000],
  ['minute', 60_000, 60_000],
  ['second', 1_000, 1_000],
];

/** How long ago or from now, in one unit: `5 min. ago`, `in 3 days`. */
export function formatRelative(
  instant: Instant,
  { nowMs, locale }: { nowMs: number; locale: string },
): string {
  const differenceMs = toMs(instant) - nowMs;
  const [unit, unitMs] =
    relativeUnits.find(([, , fromMs]) => Math.abs(differenceMs) >= fromMs) ?? (['second', 1_000] as const);
  let format = relativeFormats.get(locale);
  if (!format) {
    format = new Intl.RelativeTimeFormat(`${locale}-u-nu-latn`, { style: 'short', numeric: 'auto' });
    relativeFormats.set(locale, format);
  }
  return format.format(Math.trunc(differenceMs / unitMs), unit);
}

/** Of what has happened: a clock that is a little behind must not make a future of it. */
export function formatAgo(instant: Instant, { nowMs, locale }: { nowMs: number; locale: string }): string {
  return formatRelative(instant, { nowMs: Math.max(nowMs, toMs(instant)), locale });
}

/** How long something has run, as routers write it: `1d08:54:44`, `08:54:44`. */
export function formatUptime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const days = Math.floor(whole / 86_400);
  const clock = [Math.floor((whole % 86_400) / 3_600), Math.floor((whole % 3_600) / 60), whole % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return days > 0 ? `${days}d${clock}` : clock;
}

/** A time something took: `340 ms`, `1.2 s`. */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

export function toMs(instant: Instant): number {
  if (typeof instant === 'number') return instant;
  return instant instanceof Date ? instant.getTime() : Date.parse(instant);
}
