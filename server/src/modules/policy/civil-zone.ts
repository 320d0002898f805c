import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which a zone keeps one offset from UTC. */
export interface OffsetSpan {
  readonly fromMs: number;
  /** Exclusive; Infinity when the zone never changes again. */
  readonly untilMs: number;
  readonly offsetMs: number;
}

/**
 * An IANA time zone, made for the packet path: the calendar is asked once per change of the clocks, and
 * between two changes civil time is an addition. Throws RangeError for a zone that nobody knows.
 */
export class CivilZone {
  readonly name: string;
  #current: OffsetSpan;
  /** A session that ends after the next change of the clocks asks for both sides of it. */
  #other: OffsetSpan;

  constructor(name: string) {
    this.name = name;
    this.#current = this.#other = readSpan(name, 0);
  }

  /** The stretch that holds this instant. */
  spanAt(instantMs: number): OffsetSpan {
    if (!holds(this.#current, instantMs)) {
      const found = holds(this.#other, instantMs) ? this.#other : readSpan(this.name, instantMs);
      this.#other = this.#current;
      this.#current = found;
    }
    return this.#current;
  }
}

function holds(span: OffsetSpan, instantMs: number): boolean {
  return instantMs >= span.fromMs && instantMs < span.untilMs;
}

function readSpan(name: string, instantMs: number): OffsetSpan {
  const civil = Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs)).toZonedDateTimeISO(name);
  const next = civil.getTimeZoneTransition('next');
  return {
    // From the instant asked for, not from the last change: spans only have to be right, not whole.
    fromMs: Math.floor(instantMs),
    untilMs: next ? next.epochMilliseconds : Infinity,
    offsetMs: civil.offsetNanoseconds / 1_000_000,
  };
}
