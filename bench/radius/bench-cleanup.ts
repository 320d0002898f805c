import process from 'node:process';

type Step = () => unknown;

/**
 * What the benchmark started and made, ended in the opposite order: at the end, at a failure, and on Ctrl-C.
 * Only what is registered here is ended, each process by the handle that started it.
 */
export class BenchCleanup {
  readonly #steps: Step[] = [];
  #running: Promise<void> | undefined;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        console.error(`\n${signal}: ending what was started`);
        void this.run().finally(() => process.exit(130));
      });
    }
  }

  add(step: Step): void {
    this.#steps.push(step);
  }

  /** Runs every step, also after one that failed, which is told. */
  run(): Promise<void> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  async #runAll(): Promise<void> {
    for (const step of this.#steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        console.error('could not clean up:', error);
        process.exitCode = 1;
      }
    }
  }
}
