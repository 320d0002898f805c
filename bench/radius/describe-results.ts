import { sideTitles, type SideName } from './bench-side.ts';
import type { LoadSample } from './measure-load.ts';
import type { StormSample } from './measure-storm.ts';
import type { MemoryFigures } from './memory-figures.ts';
import type { AccountingFigures } from './run-accounting.ts';
import type { BenchResults } from './run-bench.ts';
import type { LoginFigures } from './run-logins.ts';

export interface Origin {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly command: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** The results for people, as Markdown. */
export function describeResults(results: BenchResults, origin: Origin): string {
  const { logins, accounting, storm, memory } = results;
  const versions = Object.entries(origin.versions).map(([name, version]) => `${name} ${version}`);
  return [
    '# RADIUS beside FreeRADIUS',
    `\`${origin.command}\`, ${origin.date}, commit ${origin.commit}. ${origin.machine}; ${versions.join(', ')}. ` +
      'What is measured, and how to read it: `bench/README.md`.',
    ...(logins ? describeLogins(logins) : []),
    ...(accounting ? describeAccounting(accounting) : []),
    ...(storm ? describeStorm(storm) : []),
    ...(memory ? describeMemory(memory) : []),
    '',
  ].join('\n\n');
}

function describeLogins({ samples, log }: LoginFigures): string[] {
  return [
    '## Logins',
    loadTable(samples),
    `Authentication log: Trunkline kept ${count(log.kept)} rows and counted ${count(log.notKept)} accepts without a row; ` +
      `FreeRADIUS wrote ${count(log.radpostauth)} rows to radpostauth.`,
  ];
}

function describeAccounting({ samples, folded, backlog }: AccountingFigures): string[] {
  const sql = mean(samples.filter(({ side }) => side === 'freeradius-sql').map((each) => each.perSecond));
  const sustained = mean(folded.map((each) => each.foldedPerSecond));
  const behind = Math.max(...folded.map((each) => each.behindMs));
  const ack = backlog.ackWhileDraining;
  const ratio = (rate: number): string => `${(rate / sql).toFixed(1)} times FreeRADIUS with PostgreSQL`;
  return [
    '## Accounting',
    loadTable(samples),
    'Trunkline acknowledges when the journal is on the disk; the table counts that. Into PostgreSQL:',
    [
      `- Under the load of the table: ${count(sustained)} a second from the first request to the last row ` +
        `(${ratio(sustained)}), all of it there ${(behind / 1000).toFixed(1)} s after the last acknowledgement.`,
      `- A backlog of ${count(backlog.records)} records with nothing else to do: ${count(backlog.drainedPerSecond)} a second ` +
        `(${ratio(backlog.drainedPerSecond)}), ${backlog.foldCpuUsPerRecord.toFixed(0)} µs of the fold's CPU each. It gathered at ` +
        `${count(backlog.ackedPerSecond)} acknowledgements a second.`,
      `- While such a backlog drained: ${count(ack.perSecond)} acknowledgements a second, p50 ${ms(ack.latencyMs.p50)}, ` +
        `p95 ${ms(ack.latencyMs.p95)}, p99 ${ms(ack.latencyMs.p99)} ms.`,
    ].join('\n'),
  ];
}

function describeStorm(samples: readonly StormSample[]): string[] {
  const rows = samples.map((sample) => [
    sideTitles[sample.side],
    (sample.durationMs / 1000).toFixed(2),
    count(sample.started),
    count(sample.refused + sample.left),
    count(sample.retransmissions),
    ms(sample.loginMs.p99),
    ms(sample.startMs.p99),
  ]);
  return [
    '## Reconnect storm',
    `${count(samples[0]!.subscribers)} subscribers behind 20 routers log in and, once accepted, start accounting.`,
    table(['', 'seconds', 'through', 'not through', 'retransmissions', 'login p99 ms', 'start p99 ms'], rows),
  ];
}

function describeMemory(figures: readonly MemoryFigures[]): string[] {
  const rows = figures.map(({ process, pssMb, rssMb }) => [
    process,
    count(pssMb),
    Number.isNaN(rssMb) ? '' : count(rssMb),
  ]);
  return ['## Memory after the load', table(['', 'PSS MB', 'RSS MB'], rows)];
}

const columns = [
  'per second',
  'x PostgreSQL',
  'x file',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'server CPU µs',
  'PostgreSQL CPU µs',
  'reply bytes',
  'generator busy',
  'failed',
];

/** One line for each method and side; rates and CPU are means over the rounds, latencies the worst of them. */
function loadTable(samples: readonly LoadSample[]): string {
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
    name === 'echo' ? '' : count(own[0]!.replyBytes),
    `${Math.round(mean(own.map(({ generatorShare }) => generatorShare)) * 100)} %`,
    count(sum(own.map(({ refused, unanswered, ignored }) => refused + unanswered + ignored))),
  ];
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : sum(values) / values.length;
}

/** A whole number with a comma every three digits. */
function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function ms(value: number): string {
  return value.toFixed(value < 1 ? 2 : 1);
}
