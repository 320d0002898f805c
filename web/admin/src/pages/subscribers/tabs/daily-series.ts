const dayMs = 86_400_000;

interface UsageDays {
  /** `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  days: readonly { day: string; downloadBytes: number; uploadBytes: number }[];
}

interface DailySeries {
  timesMs: number[];
  download: number[];
  upload: number[];
}

/** One value for each day; days without traffic are zero. */
export function dailySeries({ from, to, days }: UsageDays): DailySeries {
  const used = new Map(days.map((one) => [one.day, one]));
  const series: DailySeries = { timesMs: [], download: [], upload: [] };
  for (let atMs = Date.parse(from); atMs <= Date.parse(to); atMs += dayMs) {
    const day = used.get(new Date(atMs).toISOString().slice(0, 10));
    // The last day asked for is tomorrow in most zones, and shows only where it has come.
    if (!day && atMs === Date.parse(to)) break;
    series.timesMs.push(atMs);
    series.download.push(day?.downloadBytes ?? 0);
    series.upload.push(day?.uploadBytes ?? 0);
  }
  return series;
}
