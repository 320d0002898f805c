import { pssOf, pssOfTree, rssOf } from './process-figures.ts';
import type { Sides } from './start-sides.ts';

export interface MemoryFigures {
  readonly process: string;
  readonly pssMb: number;
  readonly rssMb: number;
}

/** Just now, in MB of 10^6 bytes. */
export function memoryOf(sides: Sides): MemoryFigures[] {
  return [
    ...Object.entries(sides.product.pids).map(([role, pid]) => own(`Trunkline ${role}`, pid)),
    own('FreeRADIUS, PostgreSQL', sides.freeRadiusSql.pid),
    own('FreeRADIUS, flat file', sides.freeRadiusFile.pid),
    { process: 'PostgreSQL, of both', pssMb: pssOfTree(sides.postgres.pid) / 1e6, rssMb: NaN },
  ];
}

function own(name: string, pid: number): MemoryFigures {
  return { process: name, pssMb: pssOf(pid) / 1e6, rssMb: rssOf(pid) / 1e6 };
}
