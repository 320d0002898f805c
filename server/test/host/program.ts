import { spawn, type ChildProcess } from 'node:child_process';
import { until } from './processes.ts';

/** A program under test: everything it says, and how it ended. */
export class Program {
  readonly child: ChildProcess;
  output = '';
  #end: string | undefined;

  constructor(command: string[], environment: Record<string, string>) {
    this.child = spawn(command[0]!, command.slice(1), {
      cwd: '/',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const take = (chunk: Buffer): void => {
      this.output += chunk.toString('utf8');
    };
    this.child.stdout!.on('data', take);
    this.child.stderr!.on('data', take);
    this.child.once('close', (code, signal) => (this.#end = signal ?? `code ${code}`));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Waits until it has said this. */
  async says(text: string): Promise<void> {
    await until(`"${text}" is said`, () => {
      if (!this.output.includes(text) && this.#end !== undefined) {
        throw new Error(`it ended with ${this.#end} before it said "${text}": ${this.output}`);
      }
      return this.output.includes(text);
    }).catch((error: Error) => {
      throw new Error(`${error.message}\n${this.output}`, { cause: error });
    });
  }

  /** Waits for its end: `code 0`, or the name of a signal. */
  async ends(): Promise<string> {
    await until('the program ends', () => this.#end !== undefined);
    return this.#end!;
  }
}
