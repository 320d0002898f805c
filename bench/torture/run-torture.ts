import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { faults, type Fault } from './fault-catalogue.ts';
import { findTestFiles, root } from './find-test-files.ts';
import {
  concerns,
  mergeOutcomes,
  readOutcome,
  writeResult,
  writeSummary,
  type Outcome,
} from './torture-result.ts';

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
  const done: Done[] = [];
  for (const fault of chosen) done.push({ fault, outcome: runFault(fault, done) });
  writeSummary();
  const failed = done.filter(({ outcome }) => !outcome.isPassed);
  if (failed.length === 0) return;
  console.error(`Failed: ${failed.map(({ fault }) => fault.id).join(', ')}`);
  process.exitCode = 1;
}

interface Done {
  readonly fault: Fault;
  readonly outcome: Outcome;
}

/** A test of two faults runs with the first of them and counts for both. */
function runFault(fault: Fault, done: readonly Done[]): Outcome {
  console.log(`\n${fault.id}: ${fault.fault}`);
  const earlier = done.map(({ outcome }) => concerns(outcome, fault.id));
  const outcome = mergeOutcomes([...earlier, runTests(fault, done)]);
  if (outcome.tests.length === 0) console.error(`${fault.id}: no test ran`);
  writeResult(fault, outcome);
  return outcome;
}

function runTests(fault: Fault, done: readonly Done[]): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-torture-'));
  const report = join(folder, 'report.json');
  const figures = join(folder, 'figures.ndjson');
  const seen = done.map(({ fault: { id } }) => id).join('|');
  const pattern = String.raw`${seen && `^(?!.*\\b(${seen})\\b).*`}\b${fault.id}\b`;
  const limits = [`--testTimeout=${testLimitMs}`, `--hookTimeout=${testLimitMs}`];
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const files = findTestFiles(fault.id);
  // One file at a time: a figure must not depend on what its neighbour does. A fault all of whose tests ran
  // with an earlier one has none left.
  spawnSync(
    'vitest',
    ['run', '--no-file-parallelism', '--passWithNoTests', '-t', pattern, ...limits, ...output, ...files],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, TRUNKLINE_SCALE: 'full', TRUNKLINE_FIGURES: figures },
    },
  );
  const outcome = readOutcome(report, figures);
  rmSync(folder, { recursive: true, force: true });
  return outcome;
}

main(process.argv.slice(2));
