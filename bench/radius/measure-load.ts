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
  /** Cores that were busy with what is no part of this, on average. */
  readonly othersCores: number;
}

/** The same bytes go to every side. */
export function prepareBenchLoad(kind: LoadKind, options: { requests: number; seed: number }): PreparedLoad {
  return prepareLoad({ kind, secret: benchSecret, subscribers: benchUsers(), ...options });
}

export async function measureLoad(
  side: Side,
  options: { load: PreparedLoad; round: number; maxMs: number; postgresPid: number; perSecond?: number },
): Promise<LoadSample> {
  const { load, round, maxMs, postgresPid, perSecond } = options;
  const { kind } = load;
  await side.settle();
  const port = kind === 'accounting' ? side.acctPort : side.authPort;
  const readCpu = startCpuReading(side, postgresPid);
  let cpu: CpuReading | undefined;
  const report = await runLoad({
    load,
    endpoint: { address: '127.0.0.1', port },
    // Of a steady load all that wait are seen: a cap would hide how long a server stood still.
    ...(perSecond === undefined ? { outstanding } : { outstanding: 1_024, perSecond }),
    maxMs,
    // Before the replies are verified, which is the generator's work and not the servers'.
    onEnd: () => (cpu = readCpu()),
  });
  const reading = cpu ?? readCpu();
  const generatorShare = reading.generatorUs / 1000 / report.durationMs;
  const othersCores = reading.othersUs / 1000 / report.durationMs;
  return { side: side.name, kind, round, ...report, cpu: reading, generatorShare, othersCores };
}

/** A line as it goes, so that a long run is seen to live. */
export function told(sample: LoadSample): LoadSample {
  const { p50, p95, p99 } = sample.latencyMs;
  console.log(
    `${sample.kind.padEnd(11)} ${sample.side.padEnd(16)} round ${sample.round}: ${Math.round(sample.perSecond)}/s, ` +
      `p50 ${p50.toFixed(2)}, p95 ${p95.toFixed(2)}, p99 ${p99.toFixed(2)} ms, generator busy ${Math.round(sample.generatorShare * 100)} %, others ${sample.othersCores.toFixed(1)} cores` +
      (sample.refused + sample.unanswered + sample.ignored > 0
        ? `, refused ${sample.refused}, unanswered ${sample.unanswered}, ignored ${sample.ignored}`
        : ''),
  );
  return sample;
}
