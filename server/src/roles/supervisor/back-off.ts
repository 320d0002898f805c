/** Waits that double from `firstMs` to `lastMs`, and begin anew after a run of `calmMs`. */
export class BackOff {
  readonly #firstMs: number;
  readonly #lastMs: number;
  readonly #calmMs: number;
  #nextMs: number;

  constructor(options: { firstMs: number; lastMs: number; calmMs: number }) {
    this.#firstMs = options.firstMs;
    this.#lastMs = options.lastMs;
    this.#calmMs = options.calmMs;
    this.#nextMs = options.firstMs;
  }

  /** How long to wait before the next attempt, after one that lasted `ranMs`. */
  next(ranMs: number): number {
    if (ranMs >= this.#calmMs) this.#nextMs = this.#firstMs;
    const waitMs = this.#nextMs;
    this.#nextMs = Math.min(this.#nextMs * 2, this.#lastMs);
    return waitMs;
  }
}
