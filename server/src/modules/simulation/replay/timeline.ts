import { civilPeriodsAt, type CivilZone } from '../../policy/index.ts';

/** The hours of a range of civil days, and how the tenant's traffic lay over them. Made once for all subscribers. */
export interface Timeline {
  readonly zone: CivilZone;
  /** Civil dates, ascending. */
  readonly days: readonly string[];
  readonly placeOfDay: ReadonlyMap<string, number>;
  /** Of each day its first slot, and the number of all slots at the end. */
  readonly firstSlotOfDay: readonly number[];
  /** When each slot begins, and at the end the end of the last. A slot is an hour, or what a day has left of one. */
  readonly startsMs: Float64Array;
  /** Bytes of the whole tenant in each slot's hour. */
  readonly curve: Float64Array;
}

const hourMs = 3_600_000;

/**
 * The slots from the first instant of a range up to its end, both being turns of a civil day. `trafficByHour`: bytes of
 * the tenant by the start of the UTC hour.
 */
export function makeTimeline(
  zone: CivilZone,
  range: { readonly fromMs: number; readonly toMs: number },
  trafficByHour: ReadonlyMap<number, number>,
): Timeline {
  const days: string[] = [];
  const firstSlotOfDay: number[] = [];
  const starts: number[] = [];
  for (let atMs = range.fromMs; atMs < range.toMs;) {
    const { day, dayUntilMs } = civilPeriodsAt(zone, atMs);
    days.push(day);
    firstSlotOfDay.push(starts.length);
    for (let slotMs = atMs; slotMs < dayUntilMs; slotMs += hourMs) starts.push(slotMs);
    atMs = dayUntilMs;
  }
  firstSlotOfDay.push(starts.length);
  const curve = Float64Array.from(
    starts,
    (startMs) => trafficByHour.get(Math.floor(startMs / hourMs) * hourMs) ?? 0,
  );
  const startsMs = Float64Array.from([...starts, range.toMs]);
  return {
    zone,
    days,
    placeOfDay: new Map(days.map((day, place) => [day, place])),
    firstSlotOfDay,
    startsMs,
    curve,
  };
}

/** The slot that holds this instant, which lies within the timeline. */
export function slotAt({ startsMs }: Timeline, instantMs: number): number {
  let [low, high] = [0, startsMs.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startsMs[middle]! <= instantMs) low = middle;
    else high = middle - 1;
  }
  return low;
}
