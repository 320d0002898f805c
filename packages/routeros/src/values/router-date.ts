const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const SINCE_7_10 = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d))?$/;
const BEFORE_7_10 = /^([a-z]{3})\/(\d\d)\/(\d{4})(?: (\d\d):(\d\d):(\d\d))?$/;

/**
 * Milliseconds since 1970 of `2026-01-31 10:20:30` (from 7.10 on) or `jan/31/2026 10:20:30` (before), read as if
 * the router's zone were UTC: the text does not say which it is. Undefined for whatever is no date.
 */
export function parseRouterDate(text: string | undefined): number | undefined {
  const late = SINCE_7_10.exec(text ?? '');
  if (late) return instant(Number(late[1]), Number(late[2]), late.slice(3));
  const early = BEFORE_7_10.exec(text ?? '');
  if (!early) return undefined;
  return instant(Number(early[3]), MONTHS.indexOf(early[1]!) + 1, [early[2], ...early.slice(4)]);
}

function instant(year: number, month: number, rest: readonly (string | undefined)[]): number | undefined {
  const [day = 0, hour = 0, minute = 0, second = 0] = rest.map((part) => Number(part ?? 0));
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(ms);
  const isReal =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  return isReal ? ms : undefined;
}
