import { sideTitles, type SideName } from './bench-side.ts';
import { count, mean, ms, sum, table } from './markdown-table.ts';
import type { LoadSample } from './measure-load.ts';

const columns = [
  'per second',
  'x PostgreSQL',
  'x file',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'server CPU µs',
  'PostgreSQL CPU µs',
  'x PostgreSQL by CPU',
  'reply bytes',
  'generator busy',
  'cores lost to others',
  'failed',
];

/** One line for each method and side; rates and CPU are means over the rounds, latencies the worst of them. */
export function loadTable(samples: readonly LoadSample[]): string {
  const kinds = [...new Set(samples.map(({ kind }) => kind))];
  const rows = kinds.flatMap((kind) => {
    const ofKind = samples.filter((sample) => sample.kind === kind);
    const sides = [...new Set(ofKind.map(({ side }) => side))];
    return sides.map((side) => loadRow(ofKind, kind, side));
  });
  return table(['method', 'server', ...columns], rows);
}

function loadRow(samples: readonly LoadSample[], kind: string, name: SideName): string[] {
  const rate = (side: SideName): number =>
    mean(samples.filter((sample) => sample.side === side).map((sample) => sample.perSecond));
  const own = samples.filter(({ side }) => side === name);
  const worst = (read: (sample: LoadSample) => number): string => ms(Math.max(...own.map(read)));
  const perRequest = (read: (sample: LoadSample) => number): string =>
    (sum(own.map(read)) / sum(own.map(({ succeeded }) => succeeded))).toFixed(1);
  const times = (other: SideName): string =>
    name === other || name === 'echo' ? '' : (rate(name) / rate(other)).toFixed(2);
  return [
    kind,
    sideTitles[name],
    count(rate(name)),
    times('freeradius-sql'),
    times('freeradius-file'),
    worst(({ latencyMs }) => latencyMs.p50),
    worst(({ latencyMs }) => latencyMs.p95),
    worst(({ latencyMs }) => latencyMs.p99),
    perRequest(({ cpu }) => cpu.serverUs),
    perRequest(({ cpu }) => cpu.postgresUs),
    name === 'echo' || name === 'freeradius-sql'
      ? ''
      : (cpuOf(samples, 'freeradius-sql') / cpuOf(samples, name)).toFixed(1),
    name === 'echo' ? '' : count(own[0]!.replyBytes),
    `${Math.round(mean(own.map(({ generatorShare }) => generatorShare)) * 100)} %`,
    mean(own.map(({ othersCores }) => othersCores)).toFixed(1),
    count(sum(own.map(({ refused, unanswered, ignored }) => refused + unanswered + ignored))),
  ];
}

/** µs for each request, PostgreSQL's included. */
function cpuOf(samples: readonly LoadSample[], name: SideName): number {
  const own = samples.filter(({ side }) => side === name);
  return (
    sum(own.map(({ cpu }) => cpu.serverUs + cpu.postgresUs)) / sum(own.map(({ succeeded }) => succeeded))
  );
}

/** Where Trunkline's own CPU time goes, by role. */
export function describeRoles(samples: readonly LoadSample[]): string {
  const kinds = [...new Set(samples.map(({ kind }) => kind))];
  const lines = kinds.map((kind) => {
    const own = samples.filter((sample) => sample.kind === kind && sample.side === 'trunkline');
    const requests = sum(own.map(({ succeeded }) => succeeded));
    const roles = Object.keys(own[0]?.cpu.byProcess ?? {}).map((role) => {
      const cpuUs = sum(own.map(({ cpu }) => cpu.byProcess[role] ?? 0)) / requests;
      return `${role} ${cpuUs.toFixed(1)}`;
    });
    return `- ${kind}: ${roles.join(', ')}`;
  });
  return ['CPU of Trunkline by role, µs for each request:', '', ...lines].join('\n');
}
