import { keepResults } from '../keep-results.ts';
import { table } from '../radius/markdown-table.ts';
import { routersPerGroup, sessionsPerGroup } from './played-world.ts';

export interface GroupFigures {
  readonly name: string;
  readonly sessions: number;
  readonly p50S: number;
  readonly p99S: number;
  readonly maxS: number;
}

/** Keeps the figures as JSON and as text, and answers the text. */
export function writeEnforcementResults(groups: readonly GroupFigures[], postgresql: string): string {
  return keepResults('enforcement', {
    text: describe(groups),
    figures: { groups },
    versions: { postgresql },
  });
}

function describe(groups: readonly GroupFigures[]): string {
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
`;
}
