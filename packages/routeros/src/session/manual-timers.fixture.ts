import type { Timers } from './timers.ts';

/** Timers that go off when a test moves time. */
export class ManualTimers implements Timers {
  #nowMs = 0;
  readonly #due = new Set<{ readonly atMs: number; readonly onDue: () => void }>();

  get running(): number {
    return this.#due.size;
  }

  start(delayMs: number, onDue: () => void): unknown {
    const timer = { atMs: this.#nowMs + delayMs, onDue };
    this.#due.add(timer);
    return timer;
  }

  stop(handle: unknown): void {
    this.#due.delete(handle as never);
  }

  advance(ms: number): void {
    this.#nowMs += ms;
    for (const timer of this.#due) {
      if (timer.atMs > this.#nowMs) continue;
      this.#due.delete(timer);
      timer.onDue();
    }
  }
}
