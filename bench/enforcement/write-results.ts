import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@trunkline/kit';
import { table } from '../radius/markdown-table.ts';
import { routersPerGroup, sessionsPerGroup } from './played-world.ts';

export interface GroupFigures {
  readonly name: string;
  readonly sessions: number;
  readonly p50S: number;
  readonly p99S: number;
  readonly maxS: number;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Keeps the figures as JSON and as text, and answers the text. */
export function writeEnforcementResults(groups: readonly GroupFigures[], postgresql: string): string {
  const origin = {
    date: new Date(systemClock.now()).toISOString().slice(0, 10),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
    machine: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    versions: { node: process.versions.node, postgresql },
  };
  const text = describe(groups, origin);
  writeFileSync(
    join(root, 'bench/results/enforcement.json'),
    `${JSON.stringify({ origin, groups }, undefined, 2)}\n`,
  );
  writeFileSync(join(root, 'bench/results/enforcement.md'), text);
  return text;
}

function describe(
  groups: readonly GroupFigures[],
  { date, commit, machine, versions }: { date: string; commit: string; machine: string; versions: object },
): string {
  const rows = groups.map(({ name, sessions, p50S, p99S, maxS }) => [
    name,
    String(sessions),
    ...[p50S, p99S, maxS].map((seconds) => `${seconds.toFixed(2)} s`),
  ]);
  return `# Enforcement

${sessionsPerGroup} subscribers online at ${routersPerGroup} simulated routers report in the same moment that they have
crossed a threshold. Measured from the receipt of the report to the slower speed seen at the router: journal, fold,
meter, policy, CoA or API, read-back. The routers run in a process of their own on the same machine, PostgreSQL as well.

${table(['Way', 'Sessions', 'p50', 'p99', 'Longest'], rows)}

${date}, commit ${commit}, ${machine}, ${Object.entries(versions)
    .map(([name, version]) => `${name} ${String(version)}`)
    .join(', ')}. Repeat with \`npm run bench:enforcement\`.
`;
}
