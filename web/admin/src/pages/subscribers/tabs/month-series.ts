interface UsageDay {
  /** `YYYY-MM-DD`. */
  day: string;
  downloadBytes: number;
  uploadBytes: number;
}

const dayMs = 86_400_000;

/** The date of an instant on the wall calendar of a zone: `2026-11-01`. */
export function civilDate(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(Date.parse(instant));
}

/** What was used since a day, added up day by day up to the last day of use. */
export function monthSeries(
  days: readonly UsageDay[],
  from: string,
): { timesMs: number[]; values: number[] } {
  const used = new Map(days.map((one) => [one.day, one.downloadBytes + one.uploadBytes]));
  const last = days.reduce((latest, { day }) => (day > latest ? day : latest), from);
  const timesMs: number[] = [];
  const values: number[] = [];
  let sum = 0;
  for (let atMs = Date.parse(from); atMs <= Date.parse(last); atMs += dayMs) {
    sum += used.get(new Date(atMs).toISOString().slice(0, 10)) ?? 0;
    timesMs.push(atMs);
    values.push(sum);
  }
  return { timesMs, values };
}
