import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ of proc(5): 100 on every Linux that Node runs on. */
const tickUs = 1e6 / 100;

/**
 * CPU time in µs that a process and all below it have used, ended children included, which is how the
 * backends of a database count that come and go. In steps of the kernel's tick, 10 ms.
 */
export function cpuOfTree(pid: number): number {
  return treeOf(pid).reduce((sum, each) => sum + each.cpuUs, 0);
}

/** Of one process alone, its threads included. */
export function cpuOf(pid: number): number {
  return readStat(pid)?.ownCpuUs ?? 0;
}

/** Of the whole machine, all cores together: what was not idle. */
export function cpuOfMachine(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softIrq) * tickUs;
}

/** Memory in bytes, pages shared with others counted in parts: it adds up over processes. */
export function pssOfTree(pid: number): number {
  return treeOf(pid).reduce((sum, each) => sum + pssOf(each.pid), 0);
}

export function pssOf(pid: number): number {
  return kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss');
}

export function rssOf(pid: number): number {
  return kilobytes(`/proc/${pid}/status`, 'VmRSS');
}

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly ownCpuUs: number;
  /** With children that have ended. */
  readonly cpuUs: number;
}

function treeOf(root: number): ProcessStat[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? []);
  const found = all.filter(({ pid }) => pid === root);
  // The list grows while it is walked, by the children of each.
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

/** proc(5); the name stands in parentheses and may hold spaces, so fields are counted from behind it. */
function readStat(pid: number): ProcessStat | undefined {
  const text = readIfThere(`/proc/${pid}/stat`);
  if (!text) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = (first: number, last: number): number =>
    fields.slice(first, last + 1).reduce((sum, field) => sum + Number(field), 0);
  return { pid, parent: Number(fields[1]), ownCpuUs: ticks(11, 12) * tickUs, cpuUs: ticks(11, 14) * tickUs };
}

function kilobytes(path: string, field: string): number {
  const match = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readIfThere(path) ?? '');
  return Number(match?.[1] ?? 0) * 1024;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The process ended between the listing and the reading.
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}
