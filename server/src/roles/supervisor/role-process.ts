import { fork, type ChildProcess } from 'node:child_process';
import type { Clock } from '@trunkline/kit';
import type { RoleName } from '../role-names.ts';
import type { FromRole, ToRole } from '../role-messages.ts';
import { stopLimitMs } from '../role-messages.ts';
import { BackOff } from './back-off.ts';

export interface RoleProcessOptions {
  role: RoleName;
  /** The program file that gets the role's name as its parameter. */
  program: string;
  environment: NodeJS.ProcessEnv;
  /** Asked at each start, because the database may meanwhile have moved. */
  startMessage: () => Extract<ToRole, { type: 'start' }>;
  clock: Clock;
  say: (sentence: string) => void;
  /** Told when it begins to answer, and again with nothing when it ends. */
  onListens: (listens: string[] | undefined) => void;
}

/** Beyond the role's own limit, because it ends itself first and says so. */
const killAfterMs = stopLimitMs + 2_000;

/** One role as a child process, started again whenever it ends by itself. */
export class RoleProcess {
  readonly role: RoleName;
  readonly #options: RoleProcessOptions;
  readonly #backOff = new BackOff({ firstMs: 500, lastMs: 30_000, calmMs: 60_000 });
  #child: ChildProcess | undefined;
  #startedAtMs = 0;
  #restart: NodeJS.Timeout | undefined;
  #isStopping = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(options: RoleProcessOptions) {
    this.role = options.role;
    this.#options = options;
  }

  start(): void {
    if (this.#child || this.#isStopping) return;
    const { program, environment, role, clock, startMessage, onListens } = this.#options;
    this.#startedAtMs = clock.monotonic();
    const child = fork(program, [role], {
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // A process group of its own: Ctrl-C at the terminal reaches only the supervisor, which knows the order.
      detached: true,
    });
    this.#child = child;
    this.#ended = new Promise((resolve) => {
      const end = (how: string): void => {
        if (this.#child !== child) return;
        this.#child = undefined;
        onListens(undefined);
        resolve();
        this.#comeBack(how);
      };
      child.once('exit', (code, signal) => end(signal ?? `code ${code}`));
      child.once('error', (error) => end(error.message));
    });
    child.on('message', (message: FromRole) => {
      if (message.type === 'ready') onListens(message.listens);
    });
    send(child, startMessage());
  }

  /** Asks it to finish, and ends it by force when it does not in time. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (!child) return;
    send(child, { type: 'stop' });
    const force = setTimeout(() => {
      this.#options.say(
        `The ${this.role} role did not stop within ${killAfterMs / 1_000} s and is ended by force.`,
      );
      child.kill('SIGKILL');
    }, killAfterMs);
    await this.#ended;
    clearTimeout(force);
  }

  kill(): void {
    this.#isStopping = true;
    clearTimeout(this.#restart);
    this.#child?.kill('SIGKILL');
  }

  /** Ends it so that it comes back with a new start message. */
  renew(): void {
    if (this.#child) send(this.#child, { type: 'stop' });
  }

  #comeBack(how: string): void {
    if (this.#isStopping) return;
    const { clock, say } = this.#options;
    const waitMs = this.#backOff.next(clock.monotonic() - this.#startedAtMs);
    say(`The ${this.role} role ended (${how}); it starts again in ${waitMs / 1_000} s.`);
    this.#restart = setTimeout(() => this.start(), waitMs);
  }
}

function send(child: ChildProcess, message: ToRole): void {
  // A child that is just ending has closed its channel; its 'exit' event tells the rest.
  if (child.connected) child.send(message, () => {});
}
