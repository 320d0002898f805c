const UNIT_SECONDS: Readonly<Record<string, number>> = {
  w: 604_800,
  d: 86_400,
  h: 3_600,
  m: 60,
  s: 1,
  ms: 0.001,
  us: 0.000_001,
  ns: 0.000_000_001,
};
const UNITS =
  /^(?:\d{1,9}w)?(?:\d{1,9}d)?(?:\d{1,9}h)?(?:\d{1,9}m)?(?:\d{1,9}(?:\.\d{1,9})?s)?(?:\d{1,9}ms)?(?:\d{1,9}us)?(?:\d{1,9}ns)?$/;
const CLOCK = /^((?:\d{1,9}w)?(?:\d{1,9}d)?)(\d{1,6}):([0-5]\d):([0-5]\d(?:\.\d{1,9})?)$/;

/** Seconds of `1w2d3h4m5s`, `12ms345us`, `00:01:02` or `1d02:03:04`; undefined for `never` and whatever is none. */
export function parseDuration(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const clock = CLOCK.exec(text);
  if (clock) {
    const [, days, hours, minutes, seconds] = clock;
    return sumUnits(days!) + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  }
  return UNITS.test(text) ? sumUnits(text) : undefined;
}

/** As RouterOS writes it; whole seconds. Throws a RangeError for what is no duration. */
export function formatDuration(seconds: number): string {
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError(`${seconds} is no duration`);
  let left = seconds;
  let text = '';
  for (const unit of ['w', 'd', 'h', 'm', 's']) {
    const count = Math.floor(left / UNIT_SECONDS[unit]!);
    left -= count * UNIT_SECONDS[unit]!;
    if (count > 0) text += `${count}${unit}`;
  }
  return text || '0s';
}

function sumUnits(text: string): number {
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/g)) {
    sum += Number(count) * UNIT_SECONDS[unit!]!;
  }
  return sum;
}
