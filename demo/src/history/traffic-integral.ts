import { trafficAt } from '../daily-curve.ts';

const minuteMs = 60_000;

/** What a session carries between two instants, as seconds at its mean rate: the curve of the day, added up. */
export class TrafficIntegral {
  readonly #fromMs: number;
  /** Up to the beginning of each minute. */
  readonly #sums: Float64Array;

  constructor(fromMs: number, toMs: number) {
    this.#fromMs = fromMs;
    const minutes = Math.ceil((toMs - fromMs) / minuteMs) + 1;
    this.#sums = new Float64Array(minutes + 1);
    for (let minute = 0; minute < minutes; minute++) {
      this.#sums[minute + 1] = this.#sums[minute]! + 60 * trafficAt(fromMs + (minute + 0.5) * minuteMs);
    }
  }

  between(fromMs: number, toMs: number): number {
    return this.#upTo(toMs) - this.#upTo(fromMs);
  }

  #upTo(atMs: number): number {
    const minutes = Math.max(0, Math.min((atMs - this.#fromMs) / minuteMs, this.#sums.length - 2));
    const whole = Math.floor(minutes);
    const [from, to] = [this.#sums[whole]!, this.#sums[whole + 1]!];
    return from + (to - from) * (minutes - whole);
  }
}
