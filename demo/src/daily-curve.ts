/** Western Indonesia Time, the tenant's zone, which knows no summer time. */
export const timeZone = 'Asia/Jakarta';
export const zoneOffsetMs = 7 * 3_600_000;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Of those who have service, how many are online at each full hour: two thirds by day, nearly all at nine. */
const presenceByHour = [
  0.6, 0.53, 0.48, 0.46, 0.47, 0.51, 0.57, 0.61, 0.63, 0.65, 0.66, 0.66, 0.66, 0.65, 0.65, 0.67, 0.71, 0.78,
  0.86, 0.92, 0.94, 0.91, 0.82, 0.7,
] as const;

/** What one who is online uses, against the mean of a day. */
const trafficByHour = [
  0.6, 0.4, 0.28, 0.22, 0.2, 0.25, 0.4, 0.55, 0.65, 0.7, 0.75, 0.8, 0.85, 0.8, 0.8, 0.85, 1, 1.25, 1.5, 1.75,
  1.9, 1.7, 1.25, 0.85,
] as const;

/** The share of subscribers online at an instant. */
export function presenceAt(atMs: number): number {
  return valueAt(presenceByHour, atMs);
}

/** How much a session carries at an instant, against its mean. */
export function trafficAt(atMs: number): number {
  return valueAt(trafficByHour, atMs);
}

/** The instant at which the civil day of this instant begins in the tenant's zone. */
export function startOfDay(atMs: number): number {
  return Math.floor((atMs + zoneOffsetMs) / dayMs) * dayMs - zoneOffsetMs;
}

/** `2026-03-01`, as the tenant's calendar has it. */
export function civilDate(atMs: number): string {
  return new Date(atMs + zoneOffsetMs).toISOString().slice(0, 10);
}

/** Straight lines between the hours. */
function valueAt(byHour: readonly number[], atMs: number): number {
  const hours = (atMs - startOfDay(atMs)) / hourMs;
  const before = Math.floor(hours);
  const [from, to] = [byHour[before % 24]!, byHour[(before + 1) % 24]!];
  return from + (to - from) * (hours - before);
}
