import { fork, type ChildProcess } from 'node:child_process';
import process from 'node:process';
import type { Clock } from '@trunkline/kit';
import { roleFlags } from '../role-flags.ts';
import type { RoleName } from '../role-names.ts';
import type { FromRole, Question, ToRole } from '../role-messages.ts';
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

/** A role whose loop stands still for so long is shown as not answering. */
const answerLimitMs = 1_000;

type AnswerTo<Q extends Question> = Extract<FromRole, { type: Q }>;

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
  #isReady = false;
  #downSinceMs: number;
  #restarts = 0;
  /** Who waits for it to be back after a renewal. */
  readonly #renewals: (() => void)[] = [];
  #lastQuestion = 0;
  readonly #asking = new Map<Question, Promise<FromRole | undefined>>();
  readonly #questions = new Map<number, (answer: FromRole | undefined) => void>();

  constructor(options: RoleProcessOptions) {
    this.role = options.role;
    this.#options = options;
    this.#downSinceMs = options.clock.monotonic();
  }

  /** It has said that it answers, and runs. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Since when it does not, by the monotonic clock; undefined while it does. */
  get downSinceMs(): number | undefined {
    return this.#isReady ? undefined : this.#downSinceMs;
  }

  /** How often it ended by itself and was started again. */
  get restarts(): number {
    return this.#restarts;
  }

  /**
   * Undefined when it does not run or does not answer in time. Who asks the same while an answer is awaited gets
   * that one: however many ask, the role is disturbed once.
   */
  ask<Q extends Question>(question: Q): Promise<AnswerTo<Q> | undefined> {
    let asking = this.#asking.get(question);
    if (!asking) {
      asking = this.#ask(question).finally(() => this.#asking.delete(question));
      this.#asking.set(question, asking);
    }
    return asking as Promise<AnswerTo<Q> | undefined>;
  }

  #ask(question: Question): Promise<FromRole | undefined> {
    const child = this.#child;
    if (!child?.connected) return Promise.resolve(undefined);
    const id = ++this.#lastQuestion;
    return new Promise((resolve) => {
      const settle = (answer: FromRole | undefined): void => {
        clearTimeout(limit);
        this.#questions.delete(id);
        resolve(answer);
      };
      const limit = setTimeout(() => settle(undefined), answerLimitMs);
      this.#questions.set(id, settle);
      send(child, { type: question, id });
    });
  }

  start(): void {
    if (this.#child || this.#isStopping) return;
    const { program, environment, role, clock, startMessage, onListens } = this.#options;
    this.#startedAtMs = clock.monotonic();
    const child = fork(program, [role], {
      // A signal must not open the inspector, which gives whoever reaches its port all secrets of the role.
      execArgv: [...process.execArgv, '--disable-sigusr1', ...roleFlags],
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
        this.#noteEnd();
        onListens(undefined);
        resolve();
        this.#comeBack(how);
      };
      child.once('exit', (code, signal) => end(signal ?? `code ${code}`));
      child.once('error', (error) => end(error.message));
    });
    child.on('message', (message: FromRole) => {
      if (message.type !== 'ready') return this.#questions.get(message.id)?.(message);
      this.#isReady = true;
      onListens(message.listens);
      for (const done of this.#renewals.splice(0)) done();
    });
    send(child, startMessage());
  }

  /** Asks it to finish, and ends it by force when it does not in time. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#restart);
    await this.#end();
  }

  kill(): void {
    this.#isStopping = true;
    clearTimeout(this.#restart);
    this.#child?.kill('SIGKILL');
  }

  /** Ends it so that it comes back at once with a new start message. Resolves when it answers again. */
  renew(): Promise<void> {
    if (!this.#child) return Promise.resolve();
    void this.#end();
    return new Promise((resolve) => this.#renewals.push(resolve));
  }

  async #end(): Promise<void> {
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

  #noteEnd(): void {
    if (this.#isReady) this.#downSinceMs = this.#options.clock.monotonic();
    this.#isReady = false;
    for (const settle of this.#questions.values()) settle(undefined);
  }

  #comeBack(how: string): void {
    if (this.#isStopping) return;
    if (this.#renewals.length > 0 && how === 'code 0') return this.start();
    this.#restarts++;
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
