import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { BenchCleanup } from './bench-cleanup.ts';
import { readOptions, type BenchOptions } from './bench-options.ts';
import { versionOfFreeRadius } from './free-radius.ts';
import { measureStorm, type StormSample } from './measure-storm.ts';
import { memoryOf, type MemoryFigures } from './memory-figures.ts';
import { runAccounting, type AccountingFigures } from './run-accounting.ts';
import { runLogins, type LoginFigures } from './run-logins.ts';
import { runScale, type ScaleFigures } from './run-scale.ts';
import { startSides, type Sides } from './start-sides.ts';
import { writeResults } from './write-results.ts';

export interface BenchResults {
  logins?: LoginFigures;
  accounting?: AccountingFigures;
  storm?: readonly StormSample[];
  memory?: { readonly atStart: readonly MemoryFigures[]; readonly afterLoad: readonly MemoryFigures[] };
  scale?: ScaleFigures;
  versions: Record<string, string>;
}

/**
 * `npm run bench:radius [-- --quick] [-- --only logins]`: Trunkline beside FreeRADIUS on the same PostgreSQL,
 * with the same users and the same requests. What is measured and how to read it: bench/README.md.
 */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  installFreeRadius();
  const cleanup = new BenchCleanup();
  try {
    const results = await runSections(cleanup, options);
    console.log(`\n${writeResults(results, options)}`);
  } finally {
    await cleanup.run();
  }
}

async function runSections(cleanup: BenchCleanup, options: BenchOptions): Promise<BenchResults> {
  const results: BenchResults = {
    versions: { node: process.versions.node, freeradius: await versionOfFreeRadius() },
  };
  if (options.sections.some((section) => section !== 'scale')) {
    const sides = await startSides(cleanup);
    results.versions['postgresql'] = sides.postgres.version;
    const atStart = memoryOf(sides);
    if (options.sections.includes('logins')) results.logins = await runLogins(sides, options);
    if (options.sections.includes('accounting')) results.accounting = await runAccounting(sides, options);
    if (options.sections.includes('storm')) results.storm = await runStorms(sides);
    results.memory = { atStart, afterLoad: memoryOf(sides) };
    await cleanup.run();
  }
  if (options.sections.includes('scale')) results.scale = await cleanup.whole(() => runScale(options));
  return results;
}

async function runStorms(sides: Sides): Promise<StormSample[]> {
  const samples: StormSample[] = [];
  for (const [seed, side] of [sides.trunkline, sides.sql, sides.file].entries()) {
    const sample = await measureStorm(side, { seed: 1000 * (seed + 1), postgresPid: sides.postgres.pid });
    samples.push(sample);
    console.log(
      `storm ${sample.side}: ${(sample.durationMs / 1000).toFixed(2)} s, left ${sample.left}, ${sample.retransmissions} retransmissions`,
    );
  }
  return samples;
}

/** Ends the program with the sentence of what to install, where that cannot be done here. */
function installFreeRadius(): void {
  const script = fileURLToPath(new URL('../../scripts/install-system-tool.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, [script, 'freeradius'], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

await main();
