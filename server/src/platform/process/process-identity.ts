import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A text that no other process on this machine has had or will have, or undefined when no such process
 * runs. A pid alone is not enough: the system gives it out again.
 */
export function identifyProcess(pid: number): string | undefined {
  if (process.platform !== 'linux') return askPs(pid, 'lstart=');
  const fields = readStatFields(pid);
  if (!fields) return undefined;
  // A zombie has ended and only waits for its parent to look.
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  // Field 22 of proc(5), start time in ticks since boot; field 3 is the first after the name.
  return `${boot}:${fields[19]}`;
}

/** The command line of a running process, or undefined. */
export function commandOf(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return askPs(pid, 'command=')?.split(' ');
  const text = readIfThere(`/proc/${pid}/cmdline`);
  return text ? text.split('\0').filter(Boolean) : undefined;
}

export function isRunning(pid: number): boolean {
  return identifyProcess(pid) !== undefined;
}

/** The name stands in parentheses and may hold spaces, so the fields are counted from behind it. */
function readStatFields(pid: number): string[] | undefined {
  const text = readIfThere(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ESRCH: the process ended between opening and reading.
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}

function askPs(pid: number, column: string): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
    return text.trim() || undefined;
  } catch (error) {
    // ps answers 1 when there is no such process.
    if ((error as { status?: number }).status === 1) return undefined;
    throw error;
  }
}
