import { readFileSync, realpathSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess } from '../process/index.ts';

const lockName = 'lock';
/** A lock that changes hands more often than this while it is being taken is fought over. */
const maxAttempts = 3;
const heldHere = new Set<string>();

export class FolderLocked extends Error {
  override name = 'FolderLocked';
}

/**
 * Takes the folder for this process and returns how to give it back. Throws FolderLocked while another
 * live process holds it. The lock of a dead process is taken over: it names the process by id and by what
 * identifies it beyond its id, because ids are used again, and in a container soon.
 */
export function lockFolder(folder: string): () => void {
  const key = realpathSync(folder);
  if (heldHere.has(key)) throw new FolderLocked(`${folder} is in use by this process`);
  const path = join(key, lockName);
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    if (tryCreate(path)) {
      heldHere.add(key);
      return () => {
        unlinkSync(path);
        heldHere.delete(key);
      };
    }
    const holder = readHolder(path);
    if (holder !== undefined && isAlive(holder)) {
      throw new FolderLocked(`${folder} is in use by process ${holder.split(' ')[0]}`);
    }
    removeIfThere(path);
  }
  throw new FolderLocked(`${folder} is being locked by several processes at once`);
}

function tryCreate(path: string): boolean {
  try {
    writeFileSync(path, describeProcess(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function isAlive(holder: string): boolean {
  const pid = Number(holder.split(' ')[0]);
  // This process holds no lock here, or `heldHere` would say so: the id is that of a predecessor.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  return describeProcess(pid) === holder;
}

function describeProcess(pid: number): string {
  return `${pid} ${identifyProcess(pid) ?? ''}`;
}
