import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { BenchCleanup } from './bench-cleanup.ts';
import { readOptions, type BenchOptions } from './bench-options.ts';
import type { BenchFigures } from './bench-results.ts';
import { versionOfFreeRadius } from './free-radius.ts';
import { measureStorm, type StormSample } from './measure-storm.ts';
import { memoryOf } from './memory-figures.ts';
import { runAccounting } from './run-accounting.ts';
import { runLogins } from './run-logins.ts';
import { runScale } from './run-scale.ts';
import { startSides, type Sides } from './start-sides.ts';
import { writeResults } from './write-results.ts';

/**
 * `npm run bench:radius [-- --quick] [-- --only logins]`: Trunkline beside FreeRADIUS on the same PostgreSQL,
 * with the same users and the same requests. What is measured and how to read it: bench/README.md.
 */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  installFreeRadius();
  const cleanup = new BenchCleanup();
  try {
    const versions: Record<string, string> = {
      node: process.versions.node,
      freeradius: await versionOfFreeRadius(),
    };
    await runSections(cleanup, {
      options,
      versions,
      // Each section at its end: what comes after it, and fails, does not take it along.
      keep: (figures) => console.log(`\n${writeResults(figures, { options, versions })}`),
    });
  } finally {
    await cleanup.run();
  }
}

async function runSections(
  cleanup: BenchCleanup,
  run: { options: BenchOptions; versions: Record<string, string>; keep: (figures: BenchFigures) => void },
): Promise<void> {
  const { options, versions, keep } = run;
  if (options.sections.some((section) => section !== 'scale')) {
    const sides = await startSides(cleanup);
    versions['postgresql'] = sides.postgres.version;
    const atStart = memoryOf(sides);
    if (options.sections.includes('logins')) keep({ logins: await runLogins(sides, options) });
    if (options.sections.includes('accounting')) keep({ accounting: await runAccounting(sides, options) });
    if (options.sections.includes('storm')) keep({ storm: await runStorms(sides, options.rounds) });
    keep({ memory: { atStart, afterLoad: memoryOf(sides) } });
    await cleanup.run();
  }
  if (options.sections.includes('scale')) keep({ scale: await cleanup.whole(() => runScale(options)) });
}

async function runStorms(sides: Sides, rounds: number): Promise<StormSample[]> {
  const samples: StormSample[] = [];
  const turns = Array.from({ length: rounds }, () => [sides.trunkline, sides.sql, sides.file]).flat();
  for (const [turn, side] of turns.entries()) {
    // The seed makes the session ids: each storm's are new.
    const sample = await measureStorm(side, { seed: 1_000 * (turn + 1), postgresPid: sides.postgres.pid });
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
