import { CivilZone, civilPeriodsAt, type CivilPeriods } from '../policy/index.ts';

/** Civil dates `YYYY-MM-DD` that hold an instant: its day, its week's Sunday, its month's first. */
export type CivilDates = Pick<CivilPeriods, 'day' | 'week' | 'month'>;

/** Zones in use; there are some six hundred in the world. */
const zones = new Map<string, CivilZone>();

/** The zone of that name, made once. */
export function zoneNamed(name: string): CivilZone {
  let zone = zones.get(name);
  if (!zone) zones.set(name, (zone = new CivilZone(name)));
  return zone;
}

export function civilDates(zone: CivilZone, atMs: number): CivilDates {
  const { day, week, month } = civilPeriodsAt(zone, atMs);
  return { day, week, month };
}

const dayMs = 86_400_000;

/** The civil date that follows. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
}
