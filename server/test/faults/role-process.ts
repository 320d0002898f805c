import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FromRole, ToRole } from '../../src/roles/role-messages.ts';
import type { RoleName } from '../../src/roles/role-names.ts';

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
/** What a failure shows of what the role said. */
const keptOutput = 200_000;

export type RoleStart = Extract<ToRole, { type: 'start' }>;

export interface RoleProcessOptions {
  readonly role: RoleName;
  readonly start: RoleStart;
  /** Programs that run the role for us, such as `strace` or `nsenter` with their parameters. */
  readonly within?: readonly string[];
}

/**
 * One role as a process of its own, with the test as its parent: killed and started again at once, where
 * the supervisor would wait longer after each death.
 */
export class RoleProcess {
  readonly #options: RoleProcessOptions;
  #config: RoleStart['config'];
  #child: ChildProcess | undefined;
  #ready: Promise<void> = Promise.resolve();
  listens: readonly string[] = [];
  output = '';

  constructor(options: RoleProcessOptions) {
    this.#options = options;
    this.#config = options.start.config;
  }

  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error(`the ${this.#options.role} role is not running`);
    return this.#child.pid;
  }

  /** Resolves when the role answers, on the ports of its first start. Rejects when it ends before. */
  start(): Promise<void> {
    const { role, start, within = [] } = this.#options;
    const [command, ...args] = [...within, process.execPath, program, role];
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      // Compiling the same code at every start would be most of the time between two kills.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'trunkline-test-cache') },
    });
    this.#child = child;
    child.stderr!.on('data', (chunk: Buffer) => {
      this.output = (this.output + chunk.toString('utf8')).slice(-keptOutput);
    });
    child.send({ ...start, config: this.#config } satisfies ToRole);
    this.#ready = new Promise((resolve, reject) => {
      child.on('message', (message: FromRole) => {
        if (message.type !== 'ready') return;
        if (message.type !== 'ready') return;
        this.listens = message.listens;
        this.#config = withPorts(this.#config, message.listens);
        resolve();
      });
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        reject(new Error(`the ${role} role ended with ${signal ?? code}; it said:\n${this.output}`)),
      );
    });
    // Whoever does not wait, because the next kill comes first, must not fail by it.
    this.#ready.catch(() => undefined);
    return this.#ready;
  }

  /** Resolves when its last start is done. */
  whenReady(): Promise<void> {
    return this.#ready;
  }

  /** Ends it as a crash would, at whatever it does. Rejects when it had ended by itself. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the ${this.#options.role} role ended by itself; it said:\n${this.output}`);
    }
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Lets it end in order, as the supervisor does. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    if (child.connected) child.send({ type: 'stop' } satisfies ToRole);
    await ended;
  }

  /** The port that its first start got: `auth` or `acct` of the radius role. */
  port(kind: 'auth' | 'acct'): number {
    return portOf(this.listens, `radius-${kind}`);
  }
}

/** Routers and browsers find it again where it was. */
function withPorts(config: RoleStart['config'], listens: readonly string[]): RoleStart['config'] {
  if (listens.length === 0) return config;
  const http = listens.find((url) => url.startsWith('http:'));
  if (http) return { ...config, http: { ...config.http, port: Number(new URL(http).port) } };
  const ports = { authPort: portOf(listens, 'radius-auth'), acctPort: portOf(listens, 'radius-acct') };
  return { ...config, radius: { ...config.radius, ...ports } };
}

function portOf(listens: readonly string[], scheme: string): number {
  const url = listens.find((each) => each.startsWith(scheme));
  if (!url) throw new Error(`nothing listens as ${scheme}`);
  return Number(url.split(':').at(-1));
}
