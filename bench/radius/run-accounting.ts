import type { BenchOptions } from './bench-options.ts';
import {
  measureBacklog,
  measureFolded,
  type BacklogFigures,
  type FoldedSample,
} from './measure-accounting.ts';
import { measureLoad, prepareBenchLoad, told, type LoadSample } from './measure-load.ts';
import type { Sides } from './start-sides.ts';

export interface AccountingFigures {
  readonly samples: readonly LoadSample[];
  readonly folded: readonly FoldedSample[];
  readonly backlog: BacklogFigures;
}

const warmUpRequests = 20_000;
const warmUpMs = 1_500;

/** Sessions that start, report three times and stop. New ones in each round: what is closed stays closed. */
export async function runAccounting(sides: Sides, options: BenchOptions): Promise<AccountingFigures> {
  const { rounds, loadMs, requests } = options;
  const postgresPid = sides.postgres.pid;
  const samples: LoadSample[] = [];
  const folded: FoldedSample[] = [];
  const warmUp = prepareBenchLoad('accounting', { requests: warmUpRequests, seed: 200 });
  for (const side of [sides.trunkline, sides.sql, sides.file])
    await measureLoad(side, { load: warmUp, round: 0, maxMs: warmUpMs, postgresPid });
  for (let round = 1; round <= rounds; round++) {
    const load = prepareBenchLoad('accounting', { requests, seed: 200 + round });
    const measure = { load, round, maxMs: loadMs, postgresPid };
    const ours = await measureFolded(sides.product, sides.trunkline, measure);
    folded.push(ours);
    samples.push(told(ours.sample));
    for (const side of [sides.sql, sides.file]) samples.push(told(await measureLoad(side, measure)));
  }
  const backlog = await measureBacklog(sides.product, sides.trunkline, {
    records: options.backlog,
    seed: 210,
    maxMs: loadMs,
    postgresPid,
  });
  return { samples, folded, backlog };
}
