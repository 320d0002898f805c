import type { BenchOptions } from './bench-options.ts';
import type { FoldMix } from './fold-packets.ts';
import { measureFold, standardFoldRate, type FoldRate } from './fold-rate.ts';
import { measureRoleScale, type RoleScaleFigures } from './role-scale.ts';

export interface ScaleFigures {
  readonly role: readonly RoleScaleFigures[];
  readonly fold: readonly FoldRate[];
}

/** What grows with the number of subscribers, each role by itself: the machine is its and the generator's alone. */
export async function runScale({ isQuick }: BenchOptions): Promise<ScaleFigures> {
  const sizes = isQuick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
  const role: RoleScaleFigures[] = [];
  for (const subscribers of sizes) {
    const figures = await measureRoleScale({ subscribers, requests: isQuick ? 40_000 : 150_000 });
    console.log(
      `${subscribers} subscribers: start ${Math.round(figures.startMs)} ms, ${Math.round(figures.idle.pssMb)} MB`,
    );
    role.push(figures);
  }
  const fold: FoldRate[] = [];
  const mixes: readonly FoldMix[] = isQuick ? ['mixed'] : ['mixed', 'starts', 'interims'];
  for (const mix of mixes) {
    const rate = await measureFold({ ...standardFoldRate, mix });
    console.log(`fold, ${mix}: ${rate.recordsPerSecond} records a second`);
    fold.push(rate);
  }
  return { role, fold };
}
