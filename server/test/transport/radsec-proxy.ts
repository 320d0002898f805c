import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const startLimitMs = 10_000;
const lookMs = 50;

/** Debian's radsecproxy in the foreground, with a configuration of its own. */
export class RadsecProxy {
  readonly #folder = mkdtempSync(join(tmpdir(), 'trunkline-radsecproxy-'));
  #child: ChildProcess | undefined;
  #said = '';

  /** Writes a file that the configuration names, and tells its path. */
  file(name: string, text: string): string {
    const path = join(this.#folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  }

  /** Resolves when it answers; what it says is in `said`. */
  async start(configuration: string): Promise<void> {
    const path = this.file('radsecproxy.conf', configuration);
    this.#child = spawn('radsecproxy', ['-f', '-d', '2', '-c', path], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
    });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    }
    const failed = once(this.#child, 'error').then(([error]) => Promise.reject(error as Error));
    await Promise.race([failed, this.says(/listening for (udp|tls) on/)]);
  }

  async says(pattern: RegExp): Promise<void> {
    for (let waitedMs = 0; !pattern.test(this.#said); waitedMs += lookMs) {
      if (waitedMs > startLimitMs || this.#child?.exitCode !== null) {
        throw new Error(`radsecproxy did not say ${pattern}; it said:\n${this.#said}`);
      }
      await delay(lookMs);
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A port of 127.0.0.1 that was free a moment ago, for datagrams and connections alike. */
export async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind({ address: '127.0.0.1', port: 0, exclusive: true });
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}
