import type { ChartUnit } from './chart-data.ts';

const daySeconds = 86_400;

/** An idle chart still needs a scale; below this its highest figure would be noise. */
const smallestTops: Record<ChartUnit, number> = {
  'bit/s': 1_000,
  bytes: 1_000,
  count: 5,
  ms: 10,
  percent: 0.05,
};

/** Room above the highest value, so that it does not touch the edge. */
const headroom = 1.08;

/** The top of the value axis: above all values and thresholds. The axis begins at zero, so that heights compare. */
export function axisTop(highest: number | null, unit: ChartUnit): number {
  return Math.max(smallestTops[unit], (highest ?? 0) * headroom);
}

export interface TickStyle {
  timeZone: string;
  locale: string;
  /** Between two ticks. */
  stepSeconds: number;
}

/**
 * Words for the ticks of the time axis, in the tenant's zone: the hour, and below it the day where it begins or the
 * axis does. Steps of a day and more show the day alone.
 */
export function tickWords(instantsMs: readonly number[], style: TickStyle): string[] {
  const day = formatter(style, { day: 'numeric', month: 'short' });
  if (style.stepSeconds >= daySeconds) return instantsMs.map((instant) => day.format(instant));
  const hour = formatter(style, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(style.stepSeconds < 60 ? { second: '2-digit' } : {}),
  });
  return instantsMs.map((instant, at) => {
    const today = day.format(instant);
    const isNewDay = at === 0 || day.format(instantsMs[at - 1]) !== today;
    return isNewDay ? `${hour.format(instant)}\n${today}` : hour.format(instant);
  });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it, and an axis is drawn at each new value. */
function formatter({ locale, timeZone }: TickStyle, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(parts)}`;
  let format = formats.get(key);
  if (!format) {
    const spoken = locale === 'en' ? 'en-GB' : locale;
    format = new Intl.DateTimeFormat(spoken, { ...parts, timeZone, numberingSystem: 'latn' });
    formats.set(key, format);
  }
  return format;
}
