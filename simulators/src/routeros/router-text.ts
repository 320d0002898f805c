const UNITS = [
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/** `1w2d3h4m5s`. */
export function durationText(seconds: number): string {
  let left = Math.floor(seconds);
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text || '0s';
}

/** `2026-01-31 10:20:30`, before 7.10 `jan/31/2026 10:20:30`. */
export function instantText(atMs: number, version: string): string {
  const [date = '', time = ''] = new Date(atMs).toISOString().split(/[T.]/);
  if (isAtLeast(version, 7, 10)) return `${date} ${time}`;
  const [year, month, day] = date.split('-');
  return `${MONTHS[Number(month) - 1]}/${day}/${year} ${time}`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Whether a version is this one or a later one. */
export function isAtLeast(version: string, major: number, minor: number): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
