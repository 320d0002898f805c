import { systemClock, type Clock } from '@trunkline/kit';

const dayMs = 24 * 3_600_000;

/** The system's clock, whose wall reading somebody sets wrong while its monotonic one goes on. */
export class ClockThatJumps implements Clock {
  #aheadMs = 0;

  now(): number {
    return systemClock.now() + this.#aheadMs;
  }

  monotonic(): number {
    return systemClock.monotonic();
  }

  /** From the true time; 0 sets it right. */
  beAheadBy({ days }: { days: number }): void {
    this.#aheadMs = days * dayMs;
  }
}
