import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../bin/trunkline', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

/** A person's shell with a configuration folder of its own. */
export class CommandLine {
  readonly config = mkdtempSync(join(tmpdir(), 'trunkline-config-'));
  readonly #environment: Readonly<Record<string, string>>;

  constructor(environment: Readonly<Record<string, string>> = {}) {
    this.#environment = environment;
  }

  /** Runs a command to its end; `lines` are piped in. */
  run(args: readonly string[], lines: readonly string[] = []): Promise<Ended> {
    return this.start(args, lines).ended;
  }

  start(
    args: readonly string[],
    lines: readonly string[] = [],
  ): { child: ChildProcess; ended: Promise<Ended> } {
    const child = spawn(launcher, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: '/usr/bin:/bin', XDG_CONFIG_HOME: this.config, ...this.#environment },
    });
    // A command that reads no input may be gone before it is given.
    child.stdin.on('error', () => undefined);
    child.stdin.end(lines.map((line) => `${line}\n`).join(''));
    let said = '';
    let complained = '';
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    child.stderr.on('data', (chunk) => (complained += String(chunk)));
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said, complained }));
    return { child, ended };
  }

  remove(): void {
    rmSync(this.config, { recursive: true, force: true });
  }
}
