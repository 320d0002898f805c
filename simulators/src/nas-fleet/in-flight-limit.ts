import { BoundedQueue } from '@trunkline/kit';

/** Runs at most so many tasks at once; more wait in line, in order, and beyond the line's bound are refused. */
export class InFlightLimit {
  readonly #waiting: BoundedQueue<() => void>;
  readonly #maxRunning: number;
  readonly #idle: (() => void)[] = [];
  #running = 0;

  constructor(limits: { readonly maxRunning: number; readonly maxWaiting: number }) {
    this.#maxRunning = limits.maxRunning;
    this.#waiting = new BoundedQueue(limits.maxWaiting);
  }

  get running(): number {
    return this.#running;
  }

  /** The task's result, or undefined when the line is full and it was not run. */
  async run<T>(task: () => Promise<T>): Promise<T | undefined> {
    if (this.#running < this.#maxRunning) this.#running++;
    else if (!(await this.#turn())) return undefined;
    try {
      return await task();
    } finally {
      this.#passOn();
    }
  }

  /** Resolves when nothing runs or waits. */
  async whenIdle(): Promise<void> {
    if (this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** The place goes straight to the next in line, so that nobody overtakes and it is never seen as free. */
  #passOn(): void {
    const next = this.#waiting.shift();
    if (next) return next();
    this.#running--;
    if (this.#running === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #turn(): Promise<boolean> {
    return new Promise((resolve) => {
      if (!this.#waiting.push(() => resolve(true))) resolve(false);
    });
  }
}
