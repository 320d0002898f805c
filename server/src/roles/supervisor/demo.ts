import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseUrls } from '../../platform/db/roles.ts';
import type { SeededDemo, ToFleet } from './demo-messages.ts';
import { runStep } from './run-step.ts';

export interface DemoOptions {
  /** The demonstration's own folder. */
  home: string;
  environment: NodeJS.ProcessEnv;
  say: (sentence: string) => void;
}

/** A file of its own, because it is no part of the product and loads what simulates routers. */
const program = fileURLToPath(new URL('../../../../demo/src/main.ts', import.meta.url));
/** Hundreds of sessions are ended one by one; what is left after it is cut off. */
const stopLimitMs = 8_000;

/**
 * What `--demo` adds to a start: the data of a company before the roles run, and routers with their subscribers
 * while they do.
 */
export class Demo {
  readonly #options: DemoOptions;
  #seeded: SeededDemo | undefined;
  #fleet: ChildProcess | undefined;

  constructor(options: DemoOptions) {
    this.#options = options;
  }

  /** Makes the data where they are missing. */
  async seed(given: { urls: DatabaseUrls; masterKey: Buffer; signal: AbortSignal }): Promise<void> {
    const { urls, masterKey, signal } = given;
    const { home, environment, say } = this.#options;
    if (!existsSync(join(home, 'demo.json')))
      say('The demonstration makes its data, once; this takes some seconds.');
    const result = await runStep({
      program,
      environment,
      message: {
        type: 'seed-demo',
        home,
        urls: { api: urls.api, owner: urls.owner },
        masterKey: masterKey.toString('base64'),
      },
      signal,
    });
    if (result.type === 'demo-seeded') this.#seeded = result;
  }

  /** Starts the routers. `listens` says where the radius role takes packets. */
  run(listens: Readonly<Record<string, string[]>>): void {
    const { home, environment, say } = this.#options;
    const [authPort, acctPort] = [portOf(listens, 'radius-auth:'), portOf(listens, 'radius-acct:')];
    if (authPort === undefined || acctPort === undefined) {
      return say('The radius role does not answer yet, so the routers of the demonstration stay off.');
    }
    const fleet = fork(program, ['run-demo'], {
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // A process group of its own: Ctrl-C at the terminal reaches only the supervisor, which knows the order.
      detached: true,
    });
    this.#fleet = fleet;
    fleet.once('error', (error) => say(`The routers of the demonstration do not start: ${error.message}`));
    fleet.once('exit', (code, signal) => {
      if (this.#fleet !== fleet) return;
      this.#fleet = undefined;
      say(
        `The routers of the demonstration ended (${signal ?? `code ${code}`}); the pages keep what there was.`,
      );
    });
    tell(fleet, { type: 'run-demo', home, authPort, acctPort });
  }

  /** For the announcement. */
  describe(): string {
    if (!this.#seeded) return '';
    const { emails, password, seed } = this.#seeded;
    const [owner, ...others] = emails;
    return [
      'This is a demonstration: nobody in it exists, and it listens on this machine alone.',
      '',
      `  sign in   ${owner}`,
      `  password  ${password}`,
      `  others    ${others.join(', ')} (the same password)`,
      `  seed      ${seed}`,
      '',
    ].join('\n');
  }

  /** The subscribers log out, as far as there is time. */
  async stop(): Promise<void> {
    const fleet = this.#fleet;
    if (!fleet) return;
    this.#fleet = undefined;
    const gone = new Promise<void>((resolve) => fleet.once('exit', () => resolve()));
    const force = setTimeout(() => fleet.kill('SIGKILL'), stopLimitMs);
    tell(fleet, { type: 'stop' });
    await gone;
    clearTimeout(force);
  }

  kill(): void {
    this.#fleet?.kill('SIGKILL');
    this.#fleet = undefined;
  }
}

function portOf(listens: Readonly<Record<string, string[]>>, protocol: string): number | undefined {
  const urls = Object.values(listens)
    .flat()
    .map((listen) => new URL(listen));
  const port = urls.find((url) => url.protocol === protocol)?.port;
  return port === undefined ? undefined : Number(port);
}

function tell(fleet: ChildProcess, message: ToFleet): void {
  // One that is just ending has closed its channel; its 'exit' event tells the rest.
  if (fleet.connected) fleet.send(message, () => {});
}
