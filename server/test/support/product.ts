import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const startLimitMs = 60_000;

export interface Product {
  url: string;
  authPort: number;
  acctPort: number;
  home: string;
  owner: { email: string; password: string };
  /** The address that makes a person the owner, as long as nobody has signed in. */
  setupLink: string;
  /** Everything that its processes have said. */
  output(): string;
  stop(): Promise<void>;
}

export interface ProductOptions {
  /** An existing folder that others may pass through; removed at the end. */
  readonly home?: string;
  /** The beginning of a command line that runs the product, such as `nsenter` with its parameters. */
  readonly within?: readonly string[];
}

/**
 * The whole product as `npm start` runs it, in a home of its own on ports that the system chose: embedded
 * PostgreSQL, all roles, the first owner's printed password.
 */
export async function startProduct({
  home = makeProductHome(),
  within = [],
}: ProductOptions = {}): Promise<Product> {
  const [command, ...args] = [...within, process.execPath, program, 'supervisor'];
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      TRUNKLINE_HOME: home,
      TRUNKLINE_HTTP_ADDRESS: '127.0.0.1',
      TRUNKLINE_HTTP_PORT: '0',
      TRUNKLINE_RADIUS_ADDRESS: '127.0.0.1',
      TRUNKLINE_AUTH_PORT: '0',
      TRUNKLINE_ACCT_PORT: '0',
      TRUNKLINE_RADSEC_PORT: '0',
      TRUNKLINE_LOCAL_ROUTERS: 'yes',
      TRUNKLINE_METRICS_PORT: '0',
      TRUNKLINE_LOG_LEVEL: 'warn',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const stop = async (): Promise<void> => {
    await end(child);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const said = await announcement(child);
    return {
      url: find(said, /Web app and API\s+(http:\S+)/).replace('localhost', '127.0.0.1'),
      authPort: Number(find(said, /authentication UDP (\d+)/)),
      acctPort: Number(find(said, /accounting UDP (\d+)/)),
      home,
      output: () => output,
      setupLink: find(said, /^ +(http:\S+\/setup#\S+)$/m).replace('localhost', '127.0.0.1'),
      owner: { email: find(said, /e-mail\s+(\S+)/), password: find(said, /^ +password +(\S+)$/m) },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

export function makeProductHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'trunkline-product-'));
  // The service user of PostgreSQL must be able to walk through.
  chmodSync(home, 0o755);
  return home;
}

/** What the supervisor says until it tells what to do next. */
function announcement(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string): void => reject(new Error(`${why}; it said:\n${said}`));
    const limit = setTimeout(() => fail(`the product did not start within ${startLimitMs} ms`), startLimitMs);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (!said.includes('Ctrl-C stops everything')) return;
      clearTimeout(limit);
      resolve(said);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(limit);
      fail(`the product ended with ${code}`);
    });
  });
}

function find(said: string, pattern: RegExp): string {
  const match = pattern.exec(said);
  if (!match) throw new Error(`the announcement has no ${pattern}:\n${said}`);
  return match[1]!;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
