import { runStorm, type StormReport } from '@trunkline/simulators';
import { benchSecret, startCpuReading, type CpuReading, type Side, type SideName } from './bench-side.ts';
import { benchUsers, stormNasAddresses } from './bench-users.ts';

const outstandingPerNas = 32;
const maxMs = 60_000;

export interface StormSample extends StormReport {
  readonly side: SideName;
  readonly subscribers: number;
  readonly cpu: CpuReading;
  /** Cores that were busy with what is no part of this, on average. */
  readonly othersCores: number;
}

export async function measureStorm(
  side: Side,
  { seed, postgresPid }: { seed: number; postgresPid: number },
): Promise<StormSample> {
  await side.settle();
  const subscribers = benchUsers();
  const { authPort, acctPort } = side;
  const readCpu = startCpuReading(side, postgresPid);
  const report = await runStorm({
    secret: benchSecret,
    server: { address: '127.0.0.1', authPort, acctPort },
    nasAddresses: stormNasAddresses,
    subscribers,
    outstandingPerNas,
    seed,
    maxMs,
  });
  const cpu = readCpu();
  const othersCores = cpu.othersUs / 1000 / report.durationMs;
  return { side: side.name, subscribers: subscribers.length, ...report, cpu, othersCores };
}
