import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@trunkline/kit';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * Keeps the figures of a benchmark as `results/<name>.json` and their text, with where and of what they were taken below
 * it, as `results/<name>.md`; answers the text.
 */
export function keepResults(
  name: string,
  { text, figures, versions = {} }: { text: string; figures: object; versions?: Record<string, string> },
): string {
  const origin = {
    date: new Date(systemClock.now()).toISOString().slice(0, 10),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
    machine: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    versions: { node: process.versions.node, ...versions },
  };
  const { date, commit, machine } = origin;
  const made = Object.entries(origin.versions).map(([product, version]) => `${product} ${version}`);
  const whole = `${text}\n${date}, commit ${commit}, ${machine}, ${made.join(', ')}. Repeat with \`npm run bench:${name}\`.\n`;
  writeFileSync(
    join(root, `bench/results/${name}.json`),
    `${JSON.stringify({ origin, ...figures }, undefined, 2)}\n`,
  );
  writeFileSync(join(root, `bench/results/${name}.md`), whole);
  return whole;
}
