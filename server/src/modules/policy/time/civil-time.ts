import type { CivilZone } from './civil-zone.ts';

/**
 * Civil time as arithmetic: what the clocks of a zone show, counted in milliseconds as if they showed UTC.
 */
export const msPerDay = 86_400_000;

/** What the clocks show at this instant. */
export function civilMsAt(zone: CivilZone, instantMs: number): number {
  return instantMs + zone.spanAt(instantMs).offsetMs;
}

/**
 * The instant at which the clocks show this: of two the first. A time that the clocks jump over is as much later as
 * they jump, as the calendar of subscriptions has it.
 */
export function instantOf(zone: CivilZone, civilMs: number): number {
  const before = zone.spanAt(civilMs - msPerDay).offsetMs;
  const after = zone.spanAt(civilMs + msPerDay).offsetMs;
  const early = civilMs - before;
  if (before === after || zone.spanAt(early).offsetMs === before) return early;
  const late = civilMs - after;
  return zone.spanAt(late).offsetMs === after ? late : early;
}

/** The first instant of a civil day, given as what the clocks show at its midnight. */
export function startOfCivilDay(zone: CivilZone, midnightMs: number): number {
  const instantMs = instantOf(zone, midnightMs);
  // Where the clocks jump over midnight the day begins with the jump.
  return civilMsAt(zone, instantMs) === midnightMs ? instantMs : zone.spanAt(instantMs).fromMs;
}
