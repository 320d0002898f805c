import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RadclientAnswer {
  /** Such as `Access-Accept`; undefined when nothing came back. */
  code: string | undefined;
  /** `Name = value` lines as radclient prints them, values without quotes. */
  attributes: { name: string; value: string }[];
  output: string;
}

const tries = 2;
const timeoutSeconds = 2;

/** Debian's radclient, FreeRADIUS's own client: what it accepts, a peer accepts. */
export class Radclient {
  readonly #secretFile: string;
  readonly #folder: string;

  constructor(secret: string) {
    this.#folder = mkdtempSync(join(tmpdir(), 'radclient-'));
    this.#secretFile = join(this.#folder, 'secret');
    writeFileSync(this.#secretFile, secret, { mode: 0o600 });
  }

  auth(port: number, attributes: Record<string, string>): Promise<RadclientAnswer> {
    return this.#send('auth', port, attributes);
  }

  acct(port: number, attributes: Record<string, string>): Promise<RadclientAnswer> {
    return this.#send('acct', port, attributes);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #send(
    command: 'auth' | 'acct',
    port: number,
    attributes: Record<string, string>,
  ): Promise<RadclientAnswer> {
    const args = ['-x', '-r', String(tries), '-t', String(timeoutSeconds), '-S', this.#secretFile];
    const child = spawn('radclient', [...args, `127.0.0.1:${port}`, command], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.end(
      Object.entries(attributes)
        .map(([name, value]) => `${name} = ${value}\n`)
        .join(''),
    );
    return new Promise((resolve, reject) => {
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.once('error', reject);
      child.once('close', () => resolve(parse(output)));
    });
  }
}

function parse(output: string): RadclientAnswer {
  const received = output.split(/^Received /m).at(1);
  const code = received === undefined ? undefined : /^\S+/.exec(received)?.[0];
  const attributes = [...(received ?? '').matchAll(/^\t(\S+) = (.*)$/gm)].map(([, name, value]) => ({
    name: name!,
    value: value!.replace(/^"(.*)"$/, '$1'),
  }));
  return { code, attributes, output };
}
