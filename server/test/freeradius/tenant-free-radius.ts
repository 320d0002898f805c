import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@trunkline/kit';
import { RadiusClient, SharedSecret } from '@trunkline/radius';

/** Debian's places, of which the second is only read. */
const program = '/usr/sbin/freeradius';
const packaged = '/etc/freeradius/3.0';
const ours = fileURLToPath(new URL('../../../deploy/freeradius/raddb', import.meta.url));
const startLimitMs = 30_000;
const stopLimitMs = 10_000;

export interface TenantFreeRadiusOptions {
  /** Of the database; its user and password are replaced. */
  readonly databaseUrl: string;
  readonly login: string;
  readonly password: string;
  /** A NAS of the tenant's, for the question whether the server answers. */
  readonly nas: { readonly address: string; readonly secret: string };
}

/**
 * Debian's FreeRADIUS with the configuration of `deploy/freeradius`, put together as its README says: nothing of it is
 * changed but the two files for the operator's own values.
 */
export class TenantFreeRadius {
  readonly authPort: number;
  readonly acctPort: number;
  readonly #folder: string;
  readonly #child: ChildProcess;
  readonly #said: string[] = [];

  private constructor(
    folder: string,
    { authPort, acctPort }: { authPort: number; acctPort: number },
    child: ChildProcess,
  ) {
    this.#folder = folder;
    this.authPort = authPort;
    this.acctPort = acctPort;
    this.#child = child;
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (text: Buffer) => this.#said.push(text.toString()));
  }

  static async start(options: TenantFreeRadiusOptions): Promise<TenantFreeRadius> {
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-freeradius-'));
    const ports = { authPort: await freePort(), acctPort: await freePort() };
    configure(folder, { ...options, ...ports });
    const child = spawn(program, ['-f', '-l', 'stdout', '-d', join(folder, 'raddb')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new TenantFreeRadius(folder, ports, child);
    try {
      await server.#untilItAnswers(options.nas);
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** What it has said since it began. */
  log(): string {
    return this.#said.join('') + readLog(join(this.#folder, 'log/radius.log'));
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(limit);
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #untilItAnswers({ address, secret }: TenantFreeRadiusOptions['nas']): Promise<void> {
    const client = new RadiusClient({ localAddress: address });
    const endpoint = { address: '127.0.0.1', port: this.authPort, secret: new SharedSecret(secret) };
    const retransmission = { initialMs: 200, maxWaitMs: 200, maxAttempts: 1, maxTotalMs: 200 };
    const untilMs = systemClock.monotonic() + startLimitMs;
    try {
      while (systemClock.monotonic() < untilMs) {
        if (this.#child.exitCode !== null || this.#child.signalCode !== null) break;
        const options = { retransmission, requiresMessageAuthenticator: false };
        if ((await client.askStatus(endpoint, options)).kind === 'reply') return;
        await sleep(100);
      }
    } finally {
      await client.close();
    }
    throw new Error(`FreeRADIUS did not start:\n${this.log()}`);
  }
}

type Setup = TenantFreeRadiusOptions & { authPort: number; acctPort: number };

function configure(folder: string, setup: Setup): void {
  const raddb = join(folder, 'raddb');
  copyPackaged(raddb);
  for (const name of ['log', 'run']) mkdirSync(join(folder, name));
  cpSync(ours, raddb, { recursive: true });
  for (const site of readdirSync(join(raddb, 'sites-enabled'))) rmSync(join(raddb, 'sites-enabled', site));
  rmSync(join(raddb, 'mods-enabled/eap'));
  for (const [kind, name] of [
    ['mods', 'trunkline'],
    ['sites', 'trunkline'],
  ] as const)
    symlinkSync(`../${kind}-available/${name}`, join(raddb, `${kind}-enabled`, name));
  appendFileSync(join(raddb, 'dictionary'), '\n$INCLUDE dictionary.trunkline\n');
  writeFileSync(join(raddb, 'trunkline/database.conf'), databaseConf(setup));
  writeFileSync(join(raddb, 'trunkline/listen.conf'), listenConf(setup));
  const own = join(raddb, 'radiusd.conf');
  const text = readFileSync(own, 'utf8')
    .replace(/^raddbdir = .*$/m, `raddbdir = ${raddb}`)
    .replace(/^logdir = .*$/m, `logdir = ${folder}/log`)
    .replace(/^run_dir = .*$/m, `run_dir = ${folder}/run`)
    .replaceAll(/^\s*(user|group) = freerad$/gm, '');
  writeFileSync(own, text);
}

function databaseConf({ databaseUrl, login, password }: Setup): string {
  const url = new URL(databaseUrl);
  return [
    `server = "${url.hostname}"`,
    `port = ${url.port}`,
    `radius_db = "${url.pathname.slice(1)}"`,
    `login = "${login}"`,
    `password = "${password}"\n`,
  ].join('\n');
}

function listenConf({ authPort, acctPort }: Setup): string {
  return listen('auth', authPort) + listen('acct', acctPort);
}

function listen(type: string, port: number): string {
  return `listen {\n type = ${type}\n ipaddr = 127.0.0.1\n port = ${port}\n}\n`;
}

/** The package's files may be read by its own user and by root only. */
function copyPackaged(target: string): void {
  const { uid, gid } = userInfo();
  const script = `mkdir -p "$1" && cp -a ${packaged}/. "$1" && chown -R ${uid}:${gid} "$1"`;
  const [command, ...args] = uid === 0 ? (['sh'] as const) : (['sudo', '-n', 'sh'] as const);
  const done = spawnSync(command, [...args, '-c', script, 'sh', target], { encoding: 'utf8' });
  if (done.status !== 0)
    throw new Error(`The configuration in ${packaged} could not be copied: ${done.stderr}`);
}

function readLog(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}
