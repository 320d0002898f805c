import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@trunkline/kit';
import { RadiusClient, SharedSecret } from '@trunkline/radius';

/** Debian's place for it, which is on root's path only. */
const program = '/usr/sbin/freeradius';
const startLimitMs = 30_000;
const stopLimitMs = 5_000;
const threads = 8;

export const otherSecret = 'the-secret-of-the-other-server';

/** What FreeRADIUS knows: a `users` file, and statements of its own language for the end of an accepted login. */
export interface OtherUsers {
  readonly users: string;
  readonly postAuth?: string;
  /** What it shares with whoever asks; without it, `otherSecret`. */
  readonly secret?: string;
}

/** FreeRADIUS as somebody runs it who is about to change over: a flat file of users, accounting in a file. */
export class OtherServer {
  readonly folder: string;
  readonly #child: ChildProcess;
  readonly authPort: number;
  readonly acctPort: number;

  private constructor(folder: string, child: ChildProcess, ports: { authPort: number; acctPort: number }) {
    this.folder = folder;
    this.#child = child;
    this.authPort = ports.authPort;
    this.acctPort = ports.acctPort;
  }

  static async start(known: OtherUsers): Promise<OtherServer> {
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-other-'));
    for (const name of ['log', 'run']) mkdirSync(join(folder, name));
    const ports = { authPort: await freePort(), acctPort: await freePort() };
    writeFileSync(join(folder, 'users'), known.users);
    writeFileSync(join(folder, 'dictionary'), '$INCLUDE /usr/share/freeradius/dictionary\n');
    writeFileSync(join(folder, 'radiusd.conf'), configuration(folder, ports, known));
    const child = spawn(program, ['-f', '-d', folder, '-l', join(folder, 'log/radius.log')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => said.push(text.toString()));
    const server = new OtherServer(folder, child, ports);
    try {
      await server.#untilItAnswers(known.secret ?? otherSecret);
    } catch (error) {
      const log = readFileSync(join(folder, 'log/radius.log'), 'utf8');
      await server.stop();
      throw new Error(`FreeRADIUS did not start: ${said.join('')}${log}`, { cause: error });
    }
    return server;
  }

  /** What it wrote of accounting. */
  accounting(): string {
    return readFileSync(join(this.folder, 'detail'), 'utf8');
  }

  /** As if its machine hung: its sockets take packets, and nothing comes back. */
  hang(): void {
    this.#child.kill('SIGSTOP');
  }

  goOn(): void {
    this.#child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      const limit = setTimeout(() => this.#child.kill('SIGKILL'), stopLimitMs);
      this.#child.kill('SIGCONT');
      this.#child.kill('SIGTERM');
      await ended;
      clearTimeout(limit);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #untilItAnswers(secret: string): Promise<void> {
    const client = new RadiusClient({ localAddress: '127.0.0.1' });
    const endpoint = { address: '127.0.0.1', port: this.authPort, secret: new SharedSecret(secret) };
    const untilMs = systemClock.monotonic() + startLimitMs;
    const once = { initialMs: 200, maxWaitMs: 200, maxAttempts: 1, maxTotalMs: 200 };
    try {
      while (systemClock.monotonic() < untilMs && this.#child.exitCode === null) {
        const options = { retransmission: once, requiresMessageAuthenticator: false };
        if ((await client.askStatus(endpoint, options)).kind === 'reply') return;
        await sleep(50);
      }
    } finally {
      await client.close();
    }
    throw new Error('no answer');
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

function configuration(
  folder: string,
  { authPort, acctPort }: { authPort: number; acctPort: number },
  { postAuth = '', secret = otherSecret }: OtherUsers,
): string {
  return `
prefix = /usr
libdir = /usr/lib/freeradius
logdir = ${folder}/log
run_dir = ${folder}/run
name = other
max_request_time = 30
cleanup_delay = 2
max_requests = 65536
hostname_lookups = no
log {
  destination = files
  file = ${folder}/log/radius.log
}
security {
  max_attributes = 200
  reject_delay = 0
  status_server = yes
}
proxy_requests = no
client proxy {
  ipaddr = 127.0.0.1
  secret = ${secret}
}
thread pool {
  start_servers = ${threads}
  max_servers = ${threads}
  min_spare_servers = 1
  max_spare_servers = ${threads}
  max_requests_per_server = 0
}
modules {
  pap {
  }
  chap {
  }
  mschap {
    use_mppe = yes
  }
  files {
    filename = ${folder}/users
  }
  detail {
    filename = ${folder}/detail
  }
}
server default {
  listen {
    type = auth
    ipaddr = 127.0.0.1
    port = ${authPort}
  }
  listen {
    type = acct
    ipaddr = 127.0.0.1
    port = ${acctPort}
  }
  authorize {
    chap
    mschap
    files
    pap
  }
  authenticate {
    Auth-Type PAP {
      pap
    }
    Auth-Type CHAP {
      chap
    }
    Auth-Type MS-CHAP {
      mschap
    }
  }
  accounting {
    detail
  }
  post-auth {
    ${postAuth}
  }
}
`;
}
