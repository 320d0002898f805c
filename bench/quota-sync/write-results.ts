import { keepResults } from '../keep-results.ts';
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

/** Keeps the figures as JSON and as text, and answers the text. */
export function writeQuotaSyncResults(figures: QuotaSyncFigures, postgresql: string): string {
  return keepResults('quota-sync', { text: describe(figures), figures, versions: { postgresql } });
}

function describe({ routers, sessions, passes, peakRssMb, othersMs }: QuotaSyncFigures): string {
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
`;
}
