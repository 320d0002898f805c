import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { faults, type Fault } from './fault-catalogue.ts';
import { findTestFiles, root } from './find-test-files.ts';
import { readOutcome, writeResult, writeSummary } from './torture-result.ts';

/** A test at full scale may take an hour; what hangs longer has failed. */
const testLimitMs = 2 * 60 * 60 * 1_000;

/**
 * `npm run torture -- A1 A5`: the tests of these faults at full scale, one fault after the other; without
 * ids, all. Each result is kept in `bench/results/torture/`. Fails when any of them failed.
 */
function main(ids: readonly string[]): void {
  const unknown = ids.filter((id) => !faults.some((fault) => fault.id === id));
  if (unknown.length > 0) {
    console.error(
      `There is no fault ${unknown.join(', ')}; known are ${faults.map(({ id }) => id).join(', ')}.`,
    );
    process.exitCode = 2;
    return;
  }
  const chosen = ids.length > 0 ? faults.filter(({ id }) => ids.includes(id)) : faults;
  const failed = chosen.filter((fault) => !runFault(fault));
  writeSummary();
  if (failed.length === 0) return;
  console.error(`Failed: ${failed.map(({ id }) => id).join(', ')}`);
  process.exitCode = 1;
}

function runFault(fault: Fault): boolean {
  const files = findTestFiles(fault.id);
  if (files.length === 0) {
    console.error(`${fault.id} has no test`);
    return false;
  }
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-torture-'));
  const report = join(folder, 'report.json');
  const figures = join(folder, 'figures.ndjson');
  console.log(`\n${fault.id}: ${fault.fault}`);
  const pattern = String.raw`\b${fault.id}\b`;
  const limits = [`--testTimeout=${testLimitMs}`, `--hookTimeout=${testLimitMs}`];
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // One file at a time: a figure must not depend on what its neighbour does.
  spawnSync('vitest', ['run', '--no-file-parallelism', '-t', pattern, ...limits, ...output, ...files], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TRUNKLINE_SCALE: 'full', TRUNKLINE_FIGURES: figures },
  });
  const outcome = readOutcome(report, figures);
  writeResult(fault, outcome);
  rmSync(folder, { recursive: true, force: true });
  return outcome.isPassed;
}

main(process.argv.slice(2));
