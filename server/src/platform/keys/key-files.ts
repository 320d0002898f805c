import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { masterKeyBytes, maxMasterKeys } from './sealer.ts';

/** A key file that is missing, damaged or open to others. The message says what to do. */
export class UnusableKeyFile extends Error {
  override name = 'UnusableKeyFile';
}

export interface KeyFiles {
  /** One key, or while it is being changed several behind each other, the newest first. */
  masterKey: Buffer;
  /** One password for each name asked for, and kept for ever. */
  passwords: Record<string, string>;
}

export interface KeyFilesOptions {
  keysDirectory: string;
  /** The embedded server's superuser and the product's database roles. */
  passwordNames: readonly string[];
  /** Data sealed under an earlier key exists: a new key would lock it for ever, so none is made. */
  hasData: boolean;
}

const passwordBytes = 24;
const othersMayRead = 0o077;
const unfinishedEnd = '.unfinished';

/** Reads the key files, and makes at the first start what is missing. Throws UnusableKeyFile. */
export function loadKeyFiles({ keysDirectory, passwordNames, hasData }: KeyFilesOptions): KeyFiles {
  mkdirSync(keysDirectory, { recursive: true, mode: 0o700 });
  refuseOpenMode(keysDirectory, 0o700);
  const masterPath = join(keysDirectory, 'master.key');
  if (!existsSync(masterPath)) {
    if (hasData) {
      throw new UnusableKeyFile(
        `${masterPath} is missing, but there are data that only this key opens. Put your copy of the key back. ` +
          'To begin anew without the old data, move the folder "data" away.',
      );
    }
    createFile(masterPath, randomBytes(masterKeyBytes));
  }
  const masterKey = readMasterKeys(masterPath);
  return { masterKey, passwords: loadPasswords(join(keysDirectory, 'database.json'), passwordNames) };
}

function readMasterKeys(path: string): Buffer {
  const keys = readPrivately(path);
  const count = keys.length / masterKeyBytes;
  if (Number.isInteger(count) && count >= 1 && count <= maxMasterKeys) return keys;
  throw new UnusableKeyFile(
    `${path} has ${keys.length} bytes instead of ${masterKeyBytes}, or of a small multiple while the key is being ` +
      'changed: it is damaged. Put your copy of the key back.',
  );
}

/**
 * Puts a new master key before the present one, which goes on opening what it has sealed. An earlier change
 * that was not finished goes on with its key. Processes take the key when they read the file again.
 */
export function addMasterKey(keysDirectory: string): void {
  const path = join(keysDirectory, 'master.key');
  const keys = readMasterKeys(path);
  if (keys.length === masterKeyBytes) replaceFile(path, Buffer.concat([randomBytes(masterKeyBytes), keys]));
}

/**
 * Ends a change of the key: only the newest of `used` stays, the keys under whose newest everything is sealed now.
 * What was sealed under another is lost, so a file that holds other keys by now is refused: UnusableKeyFile.
 */
export function keepNewestMasterKey(keysDirectory: string, used: Buffer): void {
  const path = join(keysDirectory, 'master.key');
  const newest = used.subarray(0, masterKeyBytes);
  const keys = readMasterKeys(path);
  if (!keys.equals(used) && !keys.equals(newest)) {
    throw new UnusableKeyFile(`${path} was changed meanwhile, and is left as it is. Give the command again.`);
  }
  replaceFile(path, newest);
  removeUnfinished(path);
}

/** What a killed process has left holds keys as well, the old one among them. */
function removeUnfinished(path: string): void {
  const isLeft = (name: string): boolean =>
    name.startsWith(`${basename(path)}.`) && name.endsWith(unfinishedEnd);
  for (const name of readdirSync(dirname(path)).filter(isLeft)) rmSync(join(dirname(path), name));
}

/** These may be made anew at any time: the bootstrap sets them in the database at each start. */
function loadPasswords(path: string, names: readonly string[]): Record<string, string> {
  if (!existsSync(path)) {
    const passwords = names.map((name) => [name, randomBytes(passwordBytes).toString('base64url')]);
    createFile(path, Buffer.from(`${JSON.stringify(Object.fromEntries(passwords), null, 2)}\n`));
  }
  const remedy = `Remove ${path}; the next start makes new passwords and sets them in the database.`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(readPrivately(path).toString('utf8'));
  } catch (cause) {
    if (cause instanceof UnusableKeyFile) throw cause;
    throw new UnusableKeyFile(`${path} is not readable as JSON. ${remedy}`, { cause });
  }
  const passwords = parsed as Record<string, unknown>;
  const missing = names.find((name) => typeof passwords?.[name] !== 'string' || passwords[name] === '');
  if (missing) throw new UnusableKeyFile(`${path} holds no password for "${missing}". ${remedy}`);
  return passwords as Record<string, string>;
}

function readPrivately(path: string): Buffer {
  refuseOpenMode(path, 0o600);
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new UnusableKeyFile(
      `${path} cannot be read by this user: start as its owner, or give it: chown $USER ${path}`,
      {
        cause,
      },
    );
  }
}

function refuseOpenMode(path: string, mode: number): void {
  if ((statSync(path).mode & othersMayRead) === 0) return;
  throw new UnusableKeyFile(
    `${path} can be read by other users of this machine, and whoever reads it can read every stored secret. ` +
      `Close it: chmod ${mode.toString(8)} ${path}`,
  );
}

/**
 * The complete, synced file appears under its name at once or not at all; an existing one is never
 * replaced.
 */
function createFile(path: string, content: Buffer): void {
  const unfinished = writeUnfinished(path, content);
  linkSync(unfinished, path);
  rmSync(unfinished);
  syncDirectoryOf(path);
}

/** There is the old file or the new one, also after a power cut. */
function replaceFile(path: string, content: Buffer): void {
  renameSync(writeUnfinished(path, content), path);
  syncDirectoryOf(path);
}

function writeUnfinished(path: string, content: Buffer): string {
  const unfinished = `${path}.${process.pid}${unfinishedEnd}`;
  rmSync(unfinished, { force: true });
  const file = openSync(unfinished, 'wx', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return unfinished;
}

function syncDirectoryOf(path: string): void {
  const directory = openSync(dirname(path), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
