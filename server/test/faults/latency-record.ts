/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Latencies of one phase of a test after the other. */
export class LatencyRecord {
  #recordedMs: number[] = [];

  record(ms: number): void {
    this.#recordedMs.push(ms);
  }

  /** Of those recorded since the last call. */
  take(): Latency {
    const sorted = this.#recordedMs.sort((a, b) => a - b);
    this.#recordedMs = [];
    const at = (share: number): number =>
      Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? 0) * 10) / 10;
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}

export function latencyText({ p50, p99, max }: Latency): string {
  return `p50 ${p50} p99 ${p99} max ${max} ms`;
}
