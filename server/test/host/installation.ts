import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endAll, processesOf, until, type FoundProcess } from './processes.ts';
import { Program } from './program.ts';

const trunkline = fileURLToPath(new URL('../../../bin/trunkline', import.meta.url));
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

interface Running {
  metrics: string;
  listens: Record<string, string[]>;
}

/** One home and the programs started on it, on ports that the system chooses. */
export class Installation {
  readonly home: string;
  readonly #environment: Record<string, string>;

  constructor(environment: Record<string, string> = {}) {
    this.home = mkdtempSync(join(tmpdir(), 'trunkline-home-'));
    chmodSync(this.home, 0o755);
    this.#environment = {
      // Shared by all tests: compiling the same code for each new home would be most of their time.
      NODE_COMPILE_CACHE: join(tmpdir(), 'trunkline-test-cache'),
      TRUNKLINE_HOME: this.home,
      TRUNKLINE_NODE: 'test',
      TRUNKLINE_HTTP_ADDRESS: '127.0.0.1',
      TRUNKLINE_HTTP_PORT: '0',
      TRUNKLINE_RADIUS_ADDRESS: '127.0.0.1',
      TRUNKLINE_AUTH_PORT: '0',
      TRUNKLINE_ACCT_PORT: '0',
      TRUNKLINE_RADSEC_PORT: '0',
      TRUNKLINE_METRICS_PORT: '0',
      TRUNKLINE_LOCAL_ROUTERS: 'yes',
      ...environment,
    };
  }

  /** Begins a start and does not wait for it. */
  launch(environment: Record<string, string> = {}): Program {
    return new Program([process.execPath, main, 'supervisor'], { ...this.#environment, ...environment });
  }

  /** Runs the command-line tool on this home. */
  tool(...args: string[]): Program {
    return new Program([trunkline, ...args], this.#environment);
  }

  async start(environment: Record<string, string> = {}): Promise<Program> {
    const program = this.launch(environment);
    await program.says('Trunkline is running on this machine');
    return program;
  }

  /** What running.json says, once all of these roles answer. */
  async listens(...roles: string[]): Promise<Record<string, string[]>> {
    await until(`${roles.join(', ')} answer`, () => {
      const found = this.#readRunning();
      return roles.every((role) => found?.listens[role]);
    });
    return this.#readRunning()!.listens;
  }

  /** Where metrics and health of the running product are answered. */
  get metricsUrl(): string {
    return this.#readRunning()!.metrics;
  }

  pidOf(role: string): number | undefined {
    return this.processes().find(({ command }) => command.endsWith(`main.ts ${role}`))?.pid;
  }

  processes(): FoundProcess[] {
    return processesOf(this.#folders());
  }

  /** Ends whatever is left and removes all files. */
  async remove(): Promise<void> {
    const folders = this.#folders();
    await endAll(folders);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }

  /** The data of PostgreSQL may lie elsewhere. */
  #folders(): string[] {
    try {
      return [this.home, realpathSync(join(this.home, 'data', 'postgres'))];
    } catch {
      // No embedded server was started here.
      return [this.home];
    }
  }

  #readRunning(): Running | undefined {
    try {
      return JSON.parse(readFileSync(join(this.home, 'running.json'), 'utf8')) as Running;
    } catch {
      // Not written yet, or removed at the end.
      return undefined;
    }
  }
}

/** Whether nobody holds this UDP port of 127.0.0.1. */
export function isUdpFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ address: '127.0.0.1', port, exclusive: true }, () => socket.close(() => resolve(true)));
  });
}
