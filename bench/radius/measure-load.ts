import {
  prepareLoad,
  runLoad,
  type LoadKind,
  type LoadReport,
  type PreparedLoad,
} from '@trunkline/simulators';
import { benchSecret, startCpuReading, type CpuReading, type Side, type SideName } from './bench-side.ts';
import { benchUsers } from './bench-users.ts';

export const outstanding = 64;

export interface LoadSample extends LoadReport {
  readonly side: SideName;
  readonly kind: LoadKind;
  readonly round: number;
  readonly cpu: CpuReading;
  /** Share of the run in which the generator's process was busy; near 1 it is the limit. */
  readonly generatorShare: number;
}

/** The same bytes go to every side. */
export function prepareBenchLoad(kind: LoadKind, options: { requests: number; seed: number }): PreparedLoad {
  return prepareLoad({ kind, secret: benchSecret, subscribers: benchUsers(), ...options });
}

export async function measureLoad(
  side: Side,
  options: { load: PreparedLoad; round: number; maxMs: number; postgresPid: number },
): Promise<LoadSample> {
  const { load, round, maxMs, postgresPid } = options;
  const { kind } = load;
  await side.settle();
  const port = kind === 'accounting' ? side.acctPort : side.authPort;
  const readCpu = startCpuReading(side, postgresPid);
  let cpu: CpuReading | undefined;
  const report = await runLoad({
    load,
    endpoint: { address: '127.0.0.1', port },
    outstanding,
    maxMs,
    // Before the replies are verified, which is the generator's work and not the servers'.
    onEnd: () => (cpu = readCpu()),
  });
  const reading = cpu ?? readCpu();
  const generatorShare = reading.generatorUs / 1000 / report.durationMs;
  return { side: side.name, kind, round, ...report, cpu: reading, generatorShare };
}
