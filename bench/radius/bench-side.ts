import { nasSecret } from './bench-users.ts';
import { SharedSecret } from '@trunkline/radius';
import { cpuOf, cpuOfTree } from './process-figures.ts';

export type SideName = 'trunkline' | 'freeradius-sql' | 'freeradius-file' | 'echo';

export const sideTitles: Record<SideName, string> = {
  trunkline: 'Trunkline',
  'freeradius-sql': 'FreeRADIUS, PostgreSQL',
  'freeradius-file': 'FreeRADIUS, flat file',
  echo: 'bare UDP echo',
};

/** A server under load, with the processes that its CPU time is counted of. */
export interface Side {
  readonly name: SideName;
  readonly authPort: number;
  readonly acctPort: number;
  readonly pids: readonly number[];
  /** Resolves when nothing of an earlier load is left to do, so that the next side has the machine. */
  settle(): Promise<void>;
}

export const benchSecret = new SharedSecret(nasSecret);

export interface CpuReading {
  readonly serverUs: number;
  readonly postgresUs: number;
  readonly generatorUs: number;
}

/** CPU time used since, by the side, by PostgreSQL and by this process, which is the generator. */
export function startCpuReading(side: Side, postgresPid: number): () => CpuReading {
  const read = (): CpuReading => {
    const { user, system } = process.cpuUsage();
    return {
      serverUs: side.pids.reduce((sum, pid) => sum + cpuOf(pid), 0),
      postgresUs: cpuOfTree(postgresPid),
      generatorUs: user + system,
    };
  };
  const before = read();
  return () => {
    const after = read();
    return {
      serverUs: after.serverUs - before.serverUs,
      postgresUs: after.postgresUs - before.postgresUs,
      generatorUs: after.generatorUs - before.generatorUs,
    };
  };
}
