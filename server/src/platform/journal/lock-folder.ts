import { readFileSync, realpathSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const lockName = 'lock';
/** A lock that changes hands more often than this while it is being taken is fought over. */
const maxAttempts = 3;
const heldHere = new Set<string>();

export class FolderLocked extends Error {
  override name = 'FolderLocked';
}

/**
 * Takes the folder for this process and returns how to give it back. Throws FolderLocked while another
 * live process holds it. The lock of a dead process is taken over: it names the process by id and start
 * time, because ids are used again, and in a container soon.
 */
export async function lockFolder(folder: string): Promise<() => void> {
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
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return describeProcess(pid) === holder;
}

/** Process id, and where the system tells them its start time and the boot. */
function describeProcess(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold spaces; start time is field 22.
    const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${pid} ${startedAt} ${boot}`;
  } catch {
    return `${pid}`;
  }
}
