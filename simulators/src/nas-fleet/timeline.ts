import type { Clock } from '@trunkline/kit';
import type { TimerHandle, Timers } from '@trunkline/radius';

/** Node's timers overflow beyond this, and would go off at once; no run lasts 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Simulated time: runs `scale` times as fast as the clock, and sets off what is due. */
export class Timeline {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #scale: number;
  readonly #startMs: number;
  readonly #due = new Set<TimerHandle>();
  #isStopped = false;

  constructor(options: { clock: Clock; timers: Timers; scale: number }) {
    this.#clock = options.clock;
    this.#timers = options.timers;
    this.#scale = options.scale;
    this.#startMs = options.clock.monotonic();
  }

  /** Simulated seconds since the start. */
  nowSeconds(): number {
    return ((this.#clock.monotonic() - this.#startMs) * this.#scale) / 1000;
  }

  /** Sets off the action after so many simulated seconds, unless stopped before. */
  after(seconds: number, action: () => void): void {
    if (this.#isStopped) return;
    const delayMs = Math.min((seconds * 1000) / this.#scale, LONGEST_TIMER_MS);
    const timer = this.#timers.start(delayMs, () => {
      this.#due.delete(timer);
      action();
    });
    this.#due.add(timer);
  }

  /** Nothing more is set off, now or later; time itself goes on. */
  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#due) this.#timers.stop(timer);
    this.#due.clear();
  }
}
