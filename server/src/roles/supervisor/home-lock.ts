import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess } from '../../platform/process/index.ts';

export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning';
}

export interface HomeLock {
  /** The lock of a process that ended without releasing it was taken over: its children may still end. */
  wasStale: boolean;
  release(): void;
}

interface Holder {
  pid: number;
  /** Tells the holder from a later process that got the same number. */
  identity: string;
}

const attempts = 5;

/**
 * One supervisor for one home. Throws AlreadyRunning with a sentence that names the process; the lock of
 * a process that no longer runs is taken over.
 */
export function lockHome(home: string): HomeLock {
  const path = join(home, 'supervisor.lock');
  const own = writeOwn(home);
  let wasStale = false;
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (linkOnce(own, path)) return { wasStale, release: () => release(path) };
      const holder = readHolder(path);
      if (holder && identifyProcess(holder.pid) === holder.identity) {
        throw new AlreadyRunning(
          `Trunkline is already running on ${home}, as process ${holder.pid}. Nothing was started.`,
        );
      }
      wasStale = true;
      removeStale(path, holder);
    }
    throw new AlreadyRunning(
      `${path} changes while it is being taken: another start is under way. Try again.`,
    );
  } finally {
    rmSync(own, { force: true });
  }
}

/** The process that runs this home, or undefined. */
export function whoRuns(home: string): number | undefined {
  const holder = readHolder(join(home, 'supervisor.lock'));
  return holder && identifyProcess(holder.pid) === holder.identity ? holder.pid : undefined;
}

function writeOwn(home: string): string {
  const own = join(home, `supervisor.lock.${process.pid}`);
  const identity = identifyProcess(process.pid);
  if (!identity)
    throw new Error('lockHome: the system does not show this process to itself; is /proc mounted?');
  writeFileSync(own, JSON.stringify({ pid: process.pid, identity } satisfies Holder), { mode: 0o644 });
  return own;
}

/** A hard link appears with its content or not at all, unlike a file that is made and then written. */
function linkOnce(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch (error) {
    // Gone in this moment, or not a lock of ours: nobody holds it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Renamed first and looked at again: of two starts that judge the same lock stale, the later one could
 * otherwise remove the fresh lock of the earlier.
 */
function removeStale(path: string, judged: Holder | undefined): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = readHolder(aside);
  if (moved?.identity !== judged?.identity) linkOnce(aside, path);
  rmSync(aside);
}

function release(path: string): void {
  if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
}
