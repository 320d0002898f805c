import type { Timers } from './timers.ts';

/** Timers that go off when the test says so. */
export class ManualTimers implements Timers {
  readonly #running = new Map<number, { delayMs: number; onDue: () => void }>();
  #last = 0;

  /** The delays of the running timers, in the order they were started. */
  get delaysMs(): number[] {
    return [...this.#running.values()].map(({ delayMs }) => delayMs);
  }

  start(delayMs: number, onDue: () => void): number {
    this.#running.set(++this.#last, { delayMs, onDue });
    return this.#last;
  }

  stop(handle: unknown): void {
    this.#running.delete(handle as number);
  }

  /** Sets off every timer that runs now. */
  fireAll(): void {
    const due = [...this.#running.values()];
    this.#running.clear();
    for (const { onDue } of due) onDue();
  }
}
