import type { LoadKind } from '@trunkline/simulators';
import type { BenchOptions } from './bench-options.ts';
import { measureLoad, prepareBenchLoad, told, type LoadSample } from './measure-load.ts';
import type { Sides } from './start-sides.ts';

export interface LoginFigures {
  readonly samples: readonly LoadSample[];
  /** Rows of the authentication log at both sides; ours keeps every reject and a bounded number of accepts. */
  readonly log: { readonly kept: number; readonly notKept: number; readonly radpostauth: number };
}

const kinds: readonly LoadKind[] = ['pap', 'chap', 'ms-chap-v2'];
/** Compiled code, warm caches and filled pools at every side before anything is counted. */
const warmUpRequests = 20_000;
const warmUpMs = 1_500;

/** Each method at each side in turn, and the same again in the next round, so that noise falls on all of them. */
export async function runLogins(sides: Sides, options: BenchOptions): Promise<LoginFigures> {
  const { rounds, loadMs, requests } = options;
  const order = [sides.trunkline, sides.sql, sides.file];
  const postgresPid = sides.postgres.pid;
  const samples: LoadSample[] = [];
  for (const [number, kind] of kinds.entries()) {
    const warmUp = prepareBenchLoad(kind, { requests: warmUpRequests, seed: 100 + number });
    const load = prepareBenchLoad(kind, { requests, seed: 1 + number });
    for (const side of order)
      await measureLoad(side, { load: warmUp, round: 0, maxMs: warmUpMs, postgresPid });
    for (let round = 1; round <= rounds; round++) {
      for (const side of kind === 'pap' ? [...order, sides.echo] : order)
        samples.push(told(await measureLoad(side, { load, round, maxMs: loadMs, postgresPid })));
    }
  }
  const { kept, notKept } = await sides.product.loggedLogins();
  return { samples, log: { kept, notKept, radpostauth: await sides.countPostAuth() } };
}
