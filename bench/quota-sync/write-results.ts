import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@trunkline/kit';
import { table } from '../radius/markdown-table.ts';

export interface PassFigures {
  readonly name: string;
  readonly ms: number;
  readonly cpuMs: number;
  readonly matched: number;
  readonly written: number;
  readonly rssMb: number;
}

export interface QuotaSyncFigures {
  readonly routers: number;
  readonly sessions: number;
  readonly passes: readonly PassFigures[];
  readonly peakRssMb: number;
  /** A pass of all but one, while that one answers nothing. */
  readonly othersMs: number;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Keeps the figures as JSON and as text, and answers the text. */
export function writeQuotaSyncResults(figures: QuotaSyncFigures, postgresql: string): string {
  const origin = {
    date: new Date(systemClock.now()).toISOString().slice(0, 10),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
    machine: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    versions: { node: process.versions.node, postgresql },
  };
  const text = describe(figures, origin);
  writeFileSync(
    join(root, 'bench/results/quota-sync.json'),
    `${JSON.stringify({ origin, ...figures }, undefined, 2)}\n`,
  );
  writeFileSync(join(root, 'bench/results/quota-sync.md'), text);
  return text;
}

function describe(
  { routers, sessions, passes, peakRssMb, othersMs }: QuotaSyncFigures,
  { date, commit, machine, versions }: { date: string; commit: string; machine: string; versions: object },
): string {
  const rows = passes.map(({ name, ms, cpuMs, matched, written, rssMb }) => [
    name,
    `${(ms / 1_000).toFixed(2)} s`,
    `${(cpuMs / 1_000).toFixed(2)} s`,
    String(matched),
    String(written),
    `${rssMb.toFixed(0)} MB`,
  ]);
  const longest = Math.max(...passes.map(({ ms }) => ms)) / 1_000;
  return `# QuotaSync

One worker looks at ${routers} simulated routers with ${sessions} sessions in all, every router at once; in service the
passes are spread over 30 s. The routers run in a process of their own on the same machine, PostgreSQL as well;
the worker's heap is kept as the product keeps that of its roles.

${table(['Pass', 'Time', 'CPU of the worker', 'Sessions matched', 'Written', 'RSS'], rows)}

- Longest pass ${longest.toFixed(2)} s (promised: under 5 s); most memory of the process ${peakRssMb.toFixed(0)} MB
  (promised: under 400 MB).
- While one router answers nothing, the other ${routers - 1} are through after ${(othersMs / 1_000).toFixed(2)} s.

${date}, commit ${commit}, ${machine}, ${Object.entries(versions)
    .map(([name, version]) => `${name} ${String(version)}`)
    .join(', ')}. Repeat with \`npm run bench:quota-sync\`.
`;
}
