import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { BuildFailed } from './build-failed.ts';

const limitMs = 180_000;
/** Of what the builder says, when it fails: its first words name the file. */
const toldLines = 12;
const keptCharacters = 16_000;

/** The builder's program. Throws BuildFailed, with what to do, where only what runs was installed. */
export function findVite(folder: string): string {
  try {
    const program = join(
      dirname(createRequire(join(folder, 'package.json')).resolve('vite/package.json')),
      'bin',
      'vite.js',
    );
    if (existsSync(program)) return program;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
  }
  throw new BuildFailed('its builder (vite) is not installed; "npm ci" installs it');
}

/** Builds the app that lies in `folder` into `outDirectory`. Throws BuildFailed with what the builder said first. */
export async function runVite(options: {
  vite: string;
  folder: string;
  outDirectory: string;
}): Promise<void> {
  const { vite, folder, outDirectory } = options;
  const args = [vite, 'build', '--outDir', outDirectory, '--emptyOutDir', '--logLevel', 'warn'];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
  });
  // Logins are answered on the same processors.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  // Whoever asked for the build has gone.
  const end = (): void => void child.kill();
  process.once('exit', end);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(0, keptCharacters)));
  }
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, how) => {
      process.off('exit', end);
      if (code === 0) resolve();
      else reject(new BuildFailed(`the builder ended with ${how ?? `code ${code}`}:\n${firstLines(said)}`));
    });
  });
}

function firstLines(said: string): string {
  return stripVTControlCharacters(said).trim().split('\n').slice(0, toldLines).join('\n');
}
