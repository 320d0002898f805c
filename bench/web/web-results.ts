import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@trunkline/kit';
import { describeWebResults } from './describe-web-results.ts';
import type { MemoryFigure } from './measure-memory.ts';
import type { PageSample } from './measure-pages.ts';
import type { RadiusSample } from './measure-radius.ts';
import type { WebOptions, WebSize } from './web-options.ts';

/** What was measured of an installation of one size. */
export interface SizeFigures {
  readonly size: WebSize;
  readonly pages: readonly PageSample[];
  readonly memory: readonly MemoryFigure[];
  readonly radius: readonly RadiusSample[];
}

export interface WebResults {
  readonly origin: {
    readonly date: string;
    readonly commit: string;
    readonly machine: string;
    readonly command: string;
    readonly versions: Readonly<Record<string, string>>;
  };
  readonly sizes: readonly SizeFigures[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Keeps figures and tables where results are kept, and answers the text. */
export function writeWebResults(
  sizes: readonly SizeFigures[],
  { options, versions }: { options: WebOptions; versions: Readonly<Record<string, string>> },
): string {
  const date = options.date ?? new Date(systemClock.now()).toISOString().slice(0, 10);
  const command = `npm run bench:web${describeCommand(options)}`;
  const origin = { date, commit: commit(), machine: machine(), command, versions };
  const { output } = options;
  if (output === undefined) return describeWebResults({ origin, sizes });
  mkdirSync(output, { recursive: true });
  const file = join(output, 'web.json');
  const results = { origin, sizes };
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
  const text = describeWebResults(results);
  writeFileSync(join(output, 'web.md'), `${text}\n`);
  return text;
}

function describeCommand({ sizes }: WebOptions): string {
  const names = new Set(sizes.map(({ name }) => name));
  if (names.has('quick')) return ' -- --quick';
  return names.has('large') ? ' -- --large' : '';
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
