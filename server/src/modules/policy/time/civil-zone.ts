import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which a zone keeps one offset from UTC. */
export interface OffsetSpan {
  /** The change of the clocks that began it; -Infinity where none did. */
  readonly fromMs: number;
  /** Exclusive; Infinity when the zone never changes again. */
  readonly untilMs: number;
  readonly offsetMs: number;
}

/**
 * The civil day, week (from Sunday) and month (from the 1st) that hold an instant: the date on which each began, as
 * `YYYY-MM-DD`, and the instants between which it lasts, the last one exclusive.
 */
export interface CivilPeriods {
  readonly day: string;
  readonly dayFromMs: number;
  readonly dayUntilMs: number;
  readonly week: string;
  readonly weekFromMs: number;
  readonly weekUntilMs: number;
  readonly month: string;
  readonly monthFromMs: number;
  readonly monthUntilMs: number;
}

/** Stretches that are remembered: decades of a zone that changes its clocks twice a year. */
const maxSpans = 64;

/**
 * An IANA time zone, made for the packet path: the calendar is asked once per change of the clocks, and
 * between two changes civil time is an addition. Throws RangeError for a zone that nobody knows.
 */
export class CivilZone {
  readonly name: string;
  /** The civil day, week and month asked for last: all of them that are asked for now, but for one a day. */
  lastPeriods: CivilPeriods | undefined;
  readonly #spans: OffsetSpan[];
  #current: OffsetSpan;
  /** One for each name, and there are some six hundred: what it has learned of the calendar is worth keeping. */
  static readonly #known = new Map<string, CivilZone>();

  static named(name: string): CivilZone {
    let zone = CivilZone.#known.get(name);
    if (!zone) CivilZone.#known.set(name, (zone = new CivilZone(name)));
    return zone;
  }

  constructor(name: string) {
    this.name = name;
    this.#current = readSpan(name, 0);
    this.#spans = [this.#current];
  }

  /** The stretch that holds this instant. */
  spanAt(instantMs: number): OffsetSpan {
    if (!holds(this.#current, instantMs)) this.#current = this.#find(instantMs);
    return this.#current;
  }

  #find(instantMs: number): OffsetSpan {
    for (const span of this.#spans) if (holds(span, instantMs)) return span;
    const span = readSpan(this.name, instantMs);
    if (this.#spans.length >= maxSpans) this.#spans.length = 0;
    this.#spans.push(span);
    return span;
  }
}

function holds(span: OffsetSpan, instantMs: number): boolean {
  return instantMs >= span.fromMs && instantMs < span.untilMs;
}

function readSpan(name: string, instantMs: number): OffsetSpan {
  const civil = Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs)).toZonedDateTimeISO(name);
  // A change at this very instant is one that has been.
  const previous = civil.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const next = civil.getTimeZoneTransition('next');
  return {
    fromMs: previous ? previous.epochMilliseconds : -Infinity,
    untilMs: next ? next.epochMilliseconds : Infinity,
    offsetMs: civil.offsetNanoseconds / 1_000_000,
  };
}
