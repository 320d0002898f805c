import { nasSecret } from './bench-users.ts';
import { SharedSecret } from '@trunkline/radius';
import { cpuOf, cpuOfMachine, cpuOfTree } from './process-figures.ts';

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
  readonly processes: Readonly<Record<string, number>>;
  /** Resolves when nothing of an earlier load is left to do, so that the next side has the machine. */
  settle(): Promise<void>;
}

export const benchSecret = new SharedSecret(nasSecret);

export interface CpuReading {
  readonly serverUs: number;
  /** The parts of `serverUs`. */
  readonly byProcess: Readonly<Record<string, number>>;
  readonly postgresUs: number;
  readonly generatorUs: number;
  /** Of all else on this machine, which the figures do not want to know of. */
  readonly othersUs: number;
}

/** CPU time used since, by the side, by PostgreSQL, by this process, which is the generator, and by others. */
export function startCpuReading(side: Side, postgresPid: number): () => CpuReading {
  const before = readAll(side, postgresPid);
  return () => {
    const after = readAll(side, postgresPid);
    const byProcess = Object.fromEntries(
      Object.entries(after.byProcess).map(([name, cpuUs]) => [name, cpuUs - before.byProcess[name]!]),
    );
    const serverUs = Object.values(byProcess).reduce((sum, cpuUs) => sum + cpuUs, 0);
    const postgresUs = after.postgresUs - before.postgresUs;
    const generatorUs = after.generatorUs - before.generatorUs;
    const othersUs = Math.max(0, after.machineUs - before.machineUs - serverUs - postgresUs - generatorUs);
    return { serverUs, byProcess, postgresUs, generatorUs, othersUs };
  };
}

function readAll({ processes }: Side, postgresPid: number) {
  const { user, system } = process.cpuUsage();
  return {
    byProcess: Object.fromEntries(Object.entries(processes).map(([name, pid]) => [name, cpuOf(pid)])),
    postgresUs: cpuOfTree(postgresPid),
    generatorUs: user + system,
    machineUs: cpuOfMachine(),
  };
}
