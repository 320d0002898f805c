/** From a tenth of a millisecond, a login from memory, to five seconds, beyond any router's patience. */
const standardBoundsMs = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000] as const;

/**
 * Counts durations by size. Observing is a few comparisons and two additions in typed arrays: no object and
 * no hash, for it happens with every packet.
 */
export class LatencyHistogram {
  readonly #boundsMs: Float64Array;
  /** One for each bound, and one for what is beyond all of them. */
  readonly #counts: Float64Array;
  /** In an array of its own, because a field would be a new number object for each observation. */
  readonly #sumMs = new Float64Array(1);

  /** `boundsMs`, rising, for what takes other times than packets do. */
  constructor(boundsMs: readonly number[] = standardBoundsMs) {
    this.#boundsMs = Float64Array.from(boundsMs);
    this.#counts = new Float64Array(boundsMs.length + 1);
  }

  observe(elapsedMs: number): void {
    const bounds = this.#boundsMs;
    let place = 0;
    while (place < bounds.length && elapsedMs > bounds[place]!) place++;
    this.#counts[place]!++;
    this.#sumMs[0]! += elapsedMs;
  }

  /** Bounds and sum in seconds; counts of each bucket alone, with one more than there are bounds. */
  read(): { bounds: number[]; counts: readonly number[]; sum: number } {
    return {
      bounds: [...this.#boundsMs].map((ms) => ms / 1_000),
      counts: [...this.#counts],
      sum: this.#sumMs[0]! / 1_000,
    };
  }
}
