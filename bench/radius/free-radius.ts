import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RadiusClient, SharedSecret } from '@trunkline/radius';
import type { BenchCleanup } from './bench-cleanup.ts';
import { nasSecret } from './bench-users.ts';
import { copyPackaged, readSchema, writeConfig } from './free-radius-config.ts';
import { createFreeRadiusDatabase, type FreeRadiusDatabase } from './free-radius-database.ts';

/** Debian's place for it, which is on root's path only. */
const program = '/usr/sbin/freeradius';
const startLimitMs = 30_000;
const stopLimitMs = 10_000;
const statusOptions = {
  retransmission: { initialMs: 200, maxWaitMs: 200, maxAttempts: 1, maxTotalMs: 200 },
  requiresMessageAuthenticator: false,
};

export interface FreeRadius {
  readonly pid: number;
  readonly authPort: number;
  readonly acctPort: number;
  readonly database: FreeRadiusDatabase | undefined;
}

/**
 * FreeRADIUS as a child on ports of its own, with a configuration directory of its own. `adminUrl`: users and
 * accounting in a new database there; undefined: in files.
 */
export async function startFreeRadius(
  cleanup: BenchCleanup,
  { adminUrl }: { adminUrl: string | undefined },
): Promise<FreeRadius> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-freeradius-'));
  cleanup.add(() => rmSync(folder, { recursive: true, force: true }));
  copyPackaged(folder);
  for (const name of ['log/radacct', 'run']) mkdirSync(join(folder, name), { recursive: true });
  const database =
    adminUrl === undefined ? undefined : await createFreeRadiusDatabase(adminUrl, readSchema(folder));
  const authPort = await freeUdpPort();
  const acctPort = await freeUdpPort();
  writeConfig({ folder, authPort, acctPort, database });
  const child = spawn(program, ['-f', '-d', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => said.push(text.toString()));
  cleanup.add(() => end(child));
  await untilItAnswers(child, authPort, () => said.join('') + readLog(folder));
  return { pid: child.pid!, authPort, acctPort, database };
}

export async function versionOfFreeRadius(): Promise<string> {
  const child = spawn(program, ['-v'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  await once(child, 'close');
  return /FreeRADIUS Version (\S+?),/.exec(said)?.[1] ?? 'unknown';
}

async function untilItAnswers(child: ChildProcess, port: number, log: () => string): Promise<void> {
  const client = new RadiusClient({ localAddress: '127.0.0.1' });
  const endpoint = { address: '127.0.0.1', port, secret: new SharedSecret(nasSecret) };
  const endMs = performance.now() + startLimitMs;
  try {
    while (performance.now() < endMs) {
      if (child.exitCode !== null || child.signalCode !== null) break;
      const result = await client.askStatus(endpoint, statusOptions);
      if (result.kind === 'reply') return;
      await sleep(100);
    }
  } finally {
    await client.close();
  }
  throw new Error(`FreeRADIUS did not start:\n${log()}`);
}

function readLog(folder: string): string {
  try {
    return readFileSync(join(folder, 'log/radius.log'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(limit);
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}
