/** A moment as the clock of a zone shows it, in the form that date inputs take: `2026-11-21T17:28`, or with `:59`. */
export function toZonedText(instantMs: number, timeZone: string, hasSeconds = false): string {
  return new Date(instantMs + offsetMs(instantMs, timeZone)).toISOString().slice(0, hasSeconds ? 19 : 16);
}

/**
 * The moment when the clock of a zone shows this time. A time that the clock skips (spring) is taken as the one
 * after the gap, one that it shows twice (autumn) as the first. `undefined` when the text is no time.
 */
export function fromZonedText(text: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const before = asUtc - offsetMs(asUtc - dayMs, timeZone);
  const after = asUtc - offsetMs(asUtc + dayMs, timeZone);
  // Both sides of a change are tried; the earlier that shows the wanted time is right, and in a gap none does.
  const shown = [Math.min(before, after), Math.max(before, after)].find(
    (candidate) => candidate + offsetMs(candidate, timeZone) === asUtc,
  );
  return shown ?? before;
}

const dayMs = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clock is ahead of UTC at a moment. */
function offsetMs(instantMs: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(timeZone, clock);
  }
  const parts = Object.fromEntries(
    clock.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(instantMs / 1_000) * 1_000;
}
