import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface FoundProcess {
  pid: number;
  command: string;
}

/**
 * Every process that belongs to one of these folders: by TRUNKLINE_HOME in its environment, which all
 * children inherit, or by the folder in its command line, as PostgreSQL has it.
 */
export function processesOf(folders: string[]): FoundProcess[] {
  const found: FoundProcess[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const command = readQuietly(`/proc/${name}/cmdline`);
    const environment = readQuietly(`/proc/${name}/environ`).split('\0');
    const belongs = folders.some(
      (folder) => command.includes(folder) || environment.includes(`TRUNKLINE_HOME=${folder}`),
    );
    if (belongs) found.push({ pid: Number(name), command: command.replaceAll('\0', ' ').trim() });
  }
  return found;
}

/** Ends whatever a failed test left behind. */
export async function endAll(folders: string[]): Promise<void> {
  await until('all processes are gone', () => {
    const left = processesOf(folders);
    for (const { pid } of left) endQuietly(pid);
    return left.length === 0;
  });
}

/** Waits for a claim to become true; the limit only bounds a failing test. */
export async function until(
  claim: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 45_000,
): Promise<void> {
  for (let waitedMs = 0; !(await holds()); waitedMs += 25) {
    if (waitedMs > limitMs) throw new Error(`within ${limitMs} ms it did not become true that ${claim}`);
    await sleep(25);
  }
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended, or belongs to somebody else and is none of ours.
    return '';
  }
}

function endQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
