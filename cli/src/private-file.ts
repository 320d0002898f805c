import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { CommandError } from './command-error.ts';
import type { Terminal } from './command.ts';

/** Where a person's own files of this program lie: XDG_CONFIG_HOME, else ~/.config. */
export function configFolder(env: Terminal['env']): string {
  const configured = env['XDG_CONFIG_HOME'];
  // The XDG specification has relative paths ignored.
  const base = configured && isAbsolute(configured) ? configured : join(env['HOME'] ?? homedir(), '.config');
  return join(base, 'trunkline');
}

/**
 * Writes JSON that only its owner may read. The file appears whole or not at all, and is never readable by
 * others in between.
 */
export async function writePrivateJson(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** What `writePrivateJson` wrote; undefined when there is no such file. */
export async function readPrivateJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CommandError(`cannot read ${path}: ${(error as Error).message}`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${path} is damaged; remove it and run the command that writes it again`, {
      cause: error,
    });
  }
}

export async function removePrivateFile(path: string): Promise<void> {
  await rm(path, { force: true });
}
