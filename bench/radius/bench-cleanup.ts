import process from 'node:process';

type Step = () => unknown;

/**
 * What the benchmark started and made, ended in the opposite order: at the end, at a failure, and on Ctrl-C.
 * Only what is registered here is ended, each process by the handle that started it.
 */
export class BenchCleanup {
  #steps: Step[] = [];
  #isInterrupted = false;
  #running: Promise<void> = Promise.resolve();
  #underWay: Promise<unknown> = Promise.resolve();

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        console.error(`\n${signal}: ending what was started`);
        this.#isInterrupted = true;
        void this.#underWay.then(() => this.run()).finally(() => process.exit(130));
      });
    }
  }

  /** Throws after a signal, when what was just started has been told to end: nothing more is to be started. */
  add(step: Step): void {
    if (!this.#isInterrupted) {
      this.#steps.push(step);
      return;
    }
    void runAll([step]);
    throw new Error('the benchmark was interrupted');
  }

  /**
   * For work that starts and ends processes of its own: a signal waits until it is through. It must be short
   * enough for that.
   */
  async whole<T>(work: () => Promise<T>): Promise<T> {
    const running = work();
    this.#underWay = running.catch(() => {});
    return running;
  }

  /** Runs every step so far, also after one that failed, which is told. What is added later is for the next. */
  run(): Promise<void> {
    const steps = this.#steps;
    this.#steps = [];
    this.#running = this.#running.then(() => runAll(steps));
    return this.#running;
  }
}

async function runAll(steps: readonly Step[]): Promise<void> {
  for (const step of steps.toReversed()) {
    try {
      await step();
    } catch (error) {
      console.error('could not clean up:', error);
      process.exitCode = 1;
    }
  }
}
