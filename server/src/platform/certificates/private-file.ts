import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { UnusableCertificate } from './unusable-certificate.ts';

const othersMayRead = 0o077;

/** The text of a file that holds a key; undefined when there is none. Refuses one that others may read. */
export function readPrivateFile(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  if ((found.mode & othersMayRead) !== 0) {
    throw new UnusableCertificate(
      `${path} can be read by other users of this machine, and holds a private key. Close it: chmod 600 ${path}`,
    );
  }
  return readFileSync(path, 'utf8');
}

/** The complete file appears at once; one that is there by then stays as it is. */
export function createPrivateFile(path: string, text: string): void {
  const unfinished = writeUnfinished(path, text);
  try {
    linkSync(unfinished, path);
  } catch (error) {
    // Another process was faster, and its file is as good.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(path)) throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** There is the old file or the new one, never a half of either. */
export function replacePrivateFile(path: string, text: string): void {
  renameSync(writeUnfinished(path, text), path);
}

function writeUnfinished(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${process.pid}.unfinished`;
  rmSync(unfinished, { force: true });
  const file = openSync(unfinished, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return unfinished;
}
