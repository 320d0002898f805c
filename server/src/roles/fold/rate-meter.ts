import type { Clock } from '@trunkline/kit';

const windowMs = 5_000;

/** How many a second, over the last whole window. */
export class RateMeter {
  readonly #clock: Clock;
  #windowStartMs: number;
  #counted = 0;
  #perSecond = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#windowStartMs = clock.monotonic();
  }

  count(added: number): void {
    this.#turn();
    this.#counted += added;
  }

  perSecond(): number {
    this.#turn();
    return this.#perSecond;
  }

  #turn(): void {
    const elapsedMs = this.#clock.monotonic() - this.#windowStartMs;
    if (elapsedMs < windowMs) return;
    this.#perSecond = Math.round((this.#counted * 1_000) / elapsedMs);
    this.#counted = 0;
    this.#windowStartMs += elapsedMs;
  }
}
