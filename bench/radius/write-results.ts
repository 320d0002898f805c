import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@trunkline/kit';
import type { BenchOptions } from './bench-options.ts';
import type { BenchFigures, BenchResults, Origin } from './bench-results.ts';
import { describeResults } from './describe-results.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Keeps the figures as JSON and the tables as text, each section in the place of its last run, and answers the
 * text of this run.
 */
export function writeResults(
  figures: BenchFigures,
  { options, versions }: { options: BenchOptions; versions: Readonly<Record<string, string>> },
): string {
  const origin: Origin = {
    date: options.date ?? new Date(systemClock.now()).toISOString().slice(0, 10),
    commit: commit(),
    machine: machine(),
    command: `npm run bench:radius${describeCommand(options)}`,
    versions,
  };
  const fresh = Object.fromEntries(
    Object.entries(figures).map(([name, own]) => [name, { origin, figures: own as unknown }]),
  ) as BenchResults;
  const { output } = options;
  if (output !== undefined) {
    mkdirSync(output, { recursive: true });
    const file = join(output, 'radius.json');
    const all = { ...readKnown(file), ...fresh };
    writeFileSync(file, `${JSON.stringify(all, undefined, 2)}\n`);
    writeFileSync(join(output, 'radius.md'), `${describeResults(all)}\n`);
  }
  return describeResults(fresh);
}

function readKnown(file: string): BenchResults {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BenchResults) : {};
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
