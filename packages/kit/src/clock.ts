/**
 * The only source of time. Business rules take a `Clock` or an instant as a parameter, so that a test
 * moves time instead of waiting for it.
 */
export interface Clock {
  /** Milliseconds since 1970 UTC; follows the wall clock and may jump. */
  now(): number;
  /** Milliseconds from an arbitrary start; never goes back. For timeouts and durations. */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** A clock that stands still until moved. */
export class ManualClock implements Clock {
  #now: number;
  #monotonic = 0;

  constructor(startMs: number) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  /** Moves both readings forward by `ms`. */
  advance(ms: number): void {
    if (ms < 0) throw new RangeError('ManualClock.advance: time only moves forward; use jump');
    this.#now += ms;
    this.#monotonic += ms;
  }

  /** Sets the wall clock, as an operator or NTP would; the monotonic reading stays. */
  jump(toMs: number): void {
    this.#now = toMs;
  }
}
