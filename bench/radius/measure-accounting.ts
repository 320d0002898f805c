import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { runLoad, type PreparedLoad } from '@trunkline/simulators';
import type { Side } from './bench-side.ts';
import { cpuOf } from './process-figures.ts';
import { measureLoad, outstanding, type LoadSample } from './measure-load.ts';
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

export interface BacklogFigures {
  readonly records: number;
  /** The fold held back meanwhile. */
  readonly ackedPerSecond: number;
  /** Nothing else to do: what the fold can. */
  readonly drainedPerSecond: number;
  readonly foldCpuUsPerRecord: number;
  /** While the fold drained a backlog and 64 more requests waited at any time. */
  readonly ackWhileDraining: LoadSample;
}

/**
 * Holds the fold back (SIGSTOP), as a database that is away would, lets a backlog gather, and then drains it:
 * once with nothing else to do, once under load.
 */
export async function measureBacklog(
  trunkline: Trunkline,
  side: Side,
  options: { loads: readonly [PreparedLoad, PreparedLoad, PreparedLoad]; maxMs: number; postgresPid: number },
): Promise<BacklogFigures> {
  const [quiet, busy, during] = options.loads;
  const gather = (load: PreparedLoad) => gatherBacklog(trunkline, side, { load, maxMs: options.maxMs });
  const first = await gather(quiet);
  const cpuBefore = first.readCpuUs();
  const startedMs = performance.now();
  process.kill(trunkline.pids.fold, 'SIGCONT');
  const endedMs = await untilFolded(trunkline, first.target);
  const drainedPerSecond = (first.records * 1000) / (endedMs - startedMs);
  const foldCpuUsPerRecord = (first.readCpuUs() - cpuBefore) / first.records;
  const second = await gather(busy);
  process.kill(trunkline.pids.fold, 'SIGCONT');
  const { postgresPid } = options;
  const unsettled: Side = { ...side, settle: async () => {} };
  const ackWhileDraining = await measureLoad(unsettled, {
    load: during,
    round: 1,
    maxMs: options.maxMs,
    postgresPid,
  });
  await untilFolded(trunkline, second.target + ackWhileDraining.succeeded);
  return {
    records: first.records,
    ackedPerSecond: first.perSecond,
    drainedPerSecond,
    foldCpuUsPerRecord,
    ackWhileDraining,
  };
}

async function gatherBacklog(
  trunkline: Trunkline,
  side: Side,
  { load, maxMs }: { load: PreparedLoad; maxMs: number },
) {
  await side.settle();
  const before = await trunkline.foldedRecords();
  process.kill(trunkline.pids.fold, 'SIGSTOP');
  try {
    const endpoint = { address: '127.0.0.1', port: side.acctPort };
    const { succeeded, perSecond } = await runLoad({ load, endpoint, outstanding, maxMs });
    const readCpuUs = (): number => cpuOf(trunkline.pids.fold);
    return { records: succeeded, perSecond, target: before + succeeded, readCpuUs };
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
