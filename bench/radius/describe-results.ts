import { sideTitles } from './bench-side.ts';
import type { BenchFigures, BenchResults, Origin } from './bench-results.ts';
import { describeRoles, loadTable } from './load-table.ts';
import { count, mean, ms, objectTable, table } from './markdown-table.ts';
import type { LoadSample } from './measure-load.ts';
import type { StormSample } from './measure-storm.ts';
import type { MemoryFigures } from './memory-figures.ts';
import type { AccountingFigures } from './run-accounting.ts';
import type { LoginFigures } from './run-logins.ts';
import { scaleTable } from './role-scale.ts';
import type { ScaleFigures } from './run-scale.ts';

/** The results for people, as Markdown. */
export function describeResults({ logins, accounting, storm, memory, scale }: BenchResults): string {
  return [
    '# RADIUS beside FreeRADIUS',
    'Written by `npm run bench:radius`. What is measured, and how to read it: `bench/README.md`.',
    ...(logins ? ['## Logins', describeOrigin(logins.origin), ...describeLogins(logins.figures)] : []),
    ...(accounting
      ? ['## Accounting', describeOrigin(accounting.origin), ...describeAccounting(accounting.figures)]
      : []),
    ...(storm ? ['## Reconnect storm', describeOrigin(storm.origin), ...describeStorm(storm.figures)] : []),
    ...(memory ? ['## Memory', describeOrigin(memory.origin), describeMemory(memory.figures)] : []),
    ...(scale
      ? [
          '## What grows with the number of subscribers',
          describeOrigin(scale.origin),
          ...describeScale(scale.figures),
        ]
      : []),
  ].join('\n\n');
}

function describeOrigin({ command, date, commit, machine, versions }: Origin): string {
  const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `\`${command}\`, ${date}, commit ${commit}. ${machine}; ${programs.join(', ')}.`;
}

function describeLogins({ samples, log }: LoginFigures): string[] {
  return [
    loadTable(samples),
    describeRoles(samples),
    `Authentication log: Trunkline kept ${count(log.kept)} rows and counted ${count(log.notKept)} accepts without a row; ` +
      `FreeRADIUS wrote ${count(log.radpostauth)} rows to radpostauth.`,
  ];
}

function describeAccounting({ samples, folded, backlog }: AccountingFigures): string[] {
  const sql = mean(samples.filter(({ side }) => side === 'freeradius-sql').map((each) => each.perSecond));
  const sustained = mean(folded.map((each) => each.foldedPerSecond));
  const behind = Math.max(...folded.map((each) => each.behindMs));
  const ratio = (rate: number): string => `${(rate / sql).toFixed(1)} times FreeRADIUS with PostgreSQL`;
  return [
    loadTable(samples),
    describeRoles(samples),
    'Trunkline acknowledges when the journal is on the disk; the table counts that. Into PostgreSQL:',
    [
      `- Under the load of the table: ${count(sustained)} a second from the first request to the last row ` +
        `(${ratio(sustained)}), all of it there ${(behind / 1000).toFixed(1)} s after the last acknowledgement.`,
      `- A backlog of ${count(backlog.records)} records with nothing else to do: ${count(backlog.drainedPerSecond)} a second ` +
        `(${ratio(backlog.drainedPerSecond)}), ${backlog.foldCpuUsPerRecord.toFixed(0)} µs of the fold's CPU and ` +
        `${backlog.postgresCpuUsPerRecord.toFixed(0)} µs of PostgreSQL's each. It gathered at ` +
        `${count(backlog.ackedPerSecond)} acknowledgements a second.`,
      `- While such a backlog drained, with 64 outstanding: ${acknowledgements(backlog.ackUnderLoad)}.`,
      `- While such a backlog drained, at a steady rate: ${acknowledgements(backlog.ackSteady)}.`,
    ].join('\n'),
  ];
}

function acknowledgements({ perSecond, latencyMs: { p50, p95, p99 } }: LoadSample): string {
  return `${count(perSecond)} acknowledgements a second, p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)} ms`;
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
    (sample.cpu.serverUs / 1e6).toFixed(1),
    (sample.cpu.postgresUs / 1e6).toFixed(1),
    sample.othersCores.toFixed(1),
  ]);
  return [
    `${count(samples[0]!.subscribers)} subscribers behind 20 routers log in and, once accepted, start accounting.`,
    table(
      [
        '',
        'seconds',
        'through',
        'not through',
        'retransmissions',
        'login p99 ms',
        'start p99 ms',
        'server CPU s',
        'PostgreSQL CPU s',
        'cores lost to others',
      ],
      rows,
    ),
  ];
}

function describeMemory({ atStart, afterLoad }: NonNullable<BenchFigures['memory']>): string {
  const rows = afterLoad.map((after, index) => [after.process, ...sizes(atStart[index]!), ...sizes(after)]);
  return table(
    ['', 'PSS MB at start', 'RSS MB at start', 'PSS MB after the load', 'RSS MB after the load'],
    rows,
  );
}

function describeScale({ role, fold }: ScaleFigures): string[] {
  return [
    'The radius role by itself on a snapshot file, the database away; `before > after` the load.',
    objectTable(scaleTable(role)),
    'The fold by itself, draining a journal of 30,000 sessions behind 20 routers:',
    objectTable(fold),
  ];
}

function sizes({ pssMb, rssMb }: MemoryFigures): string[] {
  return [count(pssMb), Number.isNaN(rssMb) ? '' : count(rssMb)];
}
