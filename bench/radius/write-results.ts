import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@trunkline/kit';
import type { BenchOptions } from './bench-options.ts';
import { describeResults } from './describe-results.ts';
import type { BenchResults } from './run-bench.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Keeps the figures as JSON and the tables as text, and answers the text. */
export function writeResults(results: BenchResults, options: BenchOptions): string {
  const folder = options.output ?? join(root, 'bench/results');
  mkdirSync(folder, { recursive: true });
  const origin = {
    date: options.date ?? new Date(systemClock.now()).toISOString().slice(0, 10),
    commit: commit(),
    machine: machine(),
    command: `npm run bench:radius${describeCommand(options)}`,
    versions: results.versions,
  };
  const text = describeResults(results, origin);
  writeFileSync(join(folder, 'radius.json'), `${JSON.stringify({ ...origin, ...results }, undefined, 2)}\n`);
  writeFileSync(join(folder, 'radius.md'), text);
  return text;
}

function describeCommand({ isQuick, sections }: BenchOptions): string {
  const only = sections.length === 4 ? '' : ` --only ${sections.join(',')}`;
  const parameters = `${isQuick ? ' --quick' : ''}${only}`;
  return parameters && ` --${parameters}`;
}

function commit(): string {
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!bench/results');
  return `${git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : ' with changes'}`;
}

function git(...parameters: string[]): string {
  return execFileSync('git', parameters, { cwd: root, encoding: 'utf8' }).trim();
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory} GiB`;
}
