import { readFileSync } from 'node:fs';
import { pssOf, pssOfTree } from '../radius/process-figures.ts';
import type { WebInstallation } from './start-installation.ts';

export interface MemoryFigure {
  readonly process: string;
  readonly pssMb: number;
}

/** Shares of memory of everything that the product runs, which add up; in MB of 10^6 bytes. */
export async function measureMemory(installation: WebInstallation): Promise<MemoryFigure[]> {
  const pids = await installation.pids();
  const supervisor = parentOf(pids.api);
  const roles = Object.entries(pids).map(([role, pid]) => ({ process: role, pssMb: pssOf(pid) / 1e6 }));
  return [
    ...roles,
    { process: 'supervisor', pssMb: pssOf(supervisor) / 1e6 },
    { process: 'PostgreSQL', pssMb: pssOfTree(installation.postgresPid) / 1e6 },
  ];
}

/** proc(5); the name stands in parentheses and may hold spaces. */
function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}
