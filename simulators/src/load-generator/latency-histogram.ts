/** Buckets for each doubling of the latency: a percentile is off by 2 % at most. */
const BUCKETS_PER_OCTAVE = 32;
/** From 1 µs to 2^32 µs, more than an hour. */
const OCTAVES = 32;

/** Latencies counted in buckets of constant relative width, so that memory does not grow with the run. */
export class LatencyHistogram {
  readonly #counts = new Uint32Array(BUCKETS_PER_OCTAVE * OCTAVES);
  #count = 0;
  #maxMs = 0;

  get count(): number {
    return this.#count;
  }

  get maxMs(): number {
    return this.#maxMs;
  }

  record(ms: number): void {
    const bucket = Math.floor(Math.log2(Math.max(1, ms * 1000)) * BUCKETS_PER_OCTAVE);
    this.#counts[Math.min(bucket, this.#counts.length - 1)]!++;
    this.#count++;
    if (ms > this.#maxMs) this.#maxMs = ms;
  }

  /** The latency in milliseconds that `percent` of the recorded ones do not exceed; 0 when there are none. */
  percentileMs(percent: number): number {
    const target = Math.ceil((this.#count * percent) / 100);
    let seen = 0;
    for (let bucket = 0; bucket < this.#counts.length; bucket++) {
      seen += this.#counts[bucket]!;
      if (seen >= target && seen > 0)
        return Math.min(this.#maxMs, 2 ** ((bucket + 1) / BUCKETS_PER_OCTAVE) / 1000);
    }
    return 0;
  }
}
