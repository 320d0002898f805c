import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { runLoad } from '@trunkline/simulators';
import type { Side } from './bench-side.ts';
import { cpuOf, cpuOfTree } from './process-figures.ts';
import { measureLoad, outstanding, prepareBenchLoad, told, type LoadSample } from './measure-load.ts';
import type { Trunkline } from './trunkline-side.ts';

const foldPollMs = 20;
const foldLimitMs = 180_000;

export interface FoldedSample {
  readonly sample: LoadSample;
  /** Records acknowledged and then folded, by the time from the first request to the last row. */
  readonly foldedPerSecond: number;
  /** How long after the last acknowledgement the last record was in PostgreSQL. */
  readonly behindMs: number;
}

/** Acknowledgements of Trunkline, and how long PostgreSQL took to have all of it. */
export async function measureFolded(
  trunkline: Trunkline,
  side: Side,
  options: Parameters<typeof measureLoad>[1],
): Promise<FoldedSample> {
  await side.settle();
  const before = await trunkline.foldedRecords();
  const startedMs = performance.now();
  const sample = await measureLoad(side, options);
  const ackedMs = startedMs + sample.durationMs;
  const foldedMs = await untilFolded(trunkline, before + sample.succeeded);
  return {
    sample,
    foldedPerSecond: (sample.succeeded * 1000) / (foldedMs - startedMs),
    behindMs: Math.max(0, foldedMs - ackedMs),
  };
}

/** What 900,000 subscribers with an interim update every five minutes send. */
export const steadyPerSecond = 3_000;

export interface BacklogFigures {
  readonly records: number;
  /** The fold held back meanwhile. */
  readonly ackedPerSecond: number;
  /** Nothing else to do: what the fold can. */
  readonly drainedPerSecond: number;
  readonly foldCpuUsPerRecord: number;
  readonly postgresCpuUsPerRecord: number;
  /** Acknowledgements while a backlog drained, as many as could be and at a steady rate. */
  readonly ackUnderLoad: LoadSample;
  readonly ackSteady: LoadSample;
}

export interface BacklogOptions {
  readonly records: number;
  readonly seed: number;
  readonly maxMs: number;
  readonly postgresPid: number;
}

/**
 * Holds the fold back (SIGSTOP), as a database that is away would, lets a backlog gather, and then drains it:
 * with nothing else to do, under as much load as there can be, and under a steady one.
 */
export async function measureBacklog(
  trunkline: Trunkline,
  side: Side,
  options: BacklogOptions,
): Promise<BacklogFigures> {
  const { postgresPid, records, seed } = options;
  const gathered = await gatherBacklog(trunkline, side, { records, seed });
  const readCpu = (): number[] => [cpuOf(trunkline.pids.fold), cpuOfTree(postgresPid)];
  const before = readCpu();
  const startedMs = performance.now();
  process.kill(trunkline.pids.fold, 'SIGCONT');
  const endedMs = await untilFolded(trunkline, gathered.target);
  const [foldUs, postgresUs] = readCpu().map((cpuUs, index) => cpuUs - before[index]!) as [number, number];
  return {
    records,
    ackedPerSecond: gathered.perSecond,
    drainedPerSecond: (records * 1000) / (endedMs - startedMs),
    foldCpuUsPerRecord: foldUs / records,
    postgresCpuUsPerRecord: postgresUs / records,
    ackUnderLoad: await acknowledgeWhileDraining(trunkline, side, { ...options, seed: seed + 1 }),
    ackSteady: await acknowledgeWhileDraining(trunkline, side, {
      ...options,
      seed: seed + 3,
      perSecond: steadyPerSecond,
    }),
  };
}

async function acknowledgeWhileDraining(
  trunkline: Trunkline,
  side: Side,
  options: BacklogOptions & { readonly perSecond?: number },
): Promise<LoadSample> {
  const { records, seed, ...measure } = options;
  const load = prepareBenchLoad('accounting', { requests: records, seed: seed + 1 });
  const { target } = await gatherBacklog(trunkline, side, { records, seed });
  process.kill(trunkline.pids.fold, 'SIGCONT');
  const unsettled: Side = { ...side, settle: async () => {} };
  const sample = told(await measureLoad(unsettled, { ...measure, load, round: 1 }));
  await untilFolded(trunkline, target + sample.succeeded);
  return sample;
}

async function gatherBacklog(
  trunkline: Trunkline,
  side: Side,
  { records, seed }: { records: number; seed: number },
): Promise<{ target: number; perSecond: number }> {
  const load = prepareBenchLoad('accounting', { requests: records, seed });
  await side.settle();
  const before = await trunkline.foldedRecords();
  process.kill(trunkline.pids.fold, 'SIGSTOP');
  try {
    const endpoint = { address: '127.0.0.1', port: side.acctPort };
    const { succeeded, perSecond } = await runLoad({ load, endpoint, outstanding });
    if (succeeded < records) throw new Error(`of ${records} records ${succeeded} were acknowledged`);
    return { target: before + records, perSecond };
  } catch (error) {
    process.kill(trunkline.pids.fold, 'SIGCONT');
    throw error;
  }
}

/** When PostgreSQL had them, to the poll's twenty milliseconds. */
export async function untilFolded(trunkline: Trunkline, records: number): Promise<number> {
  const endMs = performance.now() + foldLimitMs;
  for (;;) {
    const folded = await trunkline.foldedRecords();
    const nowMs = performance.now();
    if (folded >= records) return nowMs;
    if (nowMs > endMs) throw new Error(`of ${records} records only ${folded} were folded`);
    await sleep(foldPollMs);
  }
}
