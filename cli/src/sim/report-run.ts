import { setTimeout as sleep } from 'node:timers/promises';
import type { FleetStats } from '@trunkline/simulators';
import type { Connection } from '../api/connect.ts';
import type { Terminal } from '../command.ts';
import { formatBytes } from '../quantity/format.ts';
import { writeJson } from '../terminal/json.ts';
import { renderFacts, renderTable } from '../terminal/table.ts';
import { compareTotals, type Difference } from './compare-totals.ts';
import { readRecorded } from './read-recorded.ts';
import type { FleetRun } from './run-fleet.ts';

/** What was acknowledged is on its way into the database for a moment. */
const FOLD_TRIES = 15;
const FOLD_WAIT_MS = 2_000;

/** More than these are counted only. */
const MAX_DIFFERENCES_SHOWN = 20;

/** Prints what the fleet sent and how the recorded sessions compare; answers the exit code. */
export async function reportRun(
  connection: Connection,
  run: FleetRun,
  { terminal, isJson }: { terminal: Terminal; isJson: boolean },
): Promise<number> {
  const { differences, recorded } = await compareWhenFolded(connection, run, terminal);
  const { stats, truth } = run;
  if (isJson) {
    writeJson(terminal, { stats, sessions: truth.length, recorded, differences });
    return differences.length === 0 ? 0 : 1;
  }
  const sum = (count: (session: FleetRun['truth'][number]) => bigint) =>
    formatBytes(Number(truth.reduce((total, session) => total + count(session), 0n)));
  terminal.stdout.write(describeStats(stats));
  terminal.stdout.write(
    renderFacts([
      ['Sessions sent', truth.length],
      ['Sessions recorded', recorded],
      ['Download', sum(({ sent }) => sent.downloadBytes)],
      ['Upload', sum(({ sent }) => sent.uploadBytes)],
    ]),
  );
  terminal.stdout.write(describeDifferences(differences));
  return differences.length === 0 ? 0 : 1;
}

async function compareWhenFolded({ client }: Connection, run: FleetRun, { signal }: Terminal) {
  for (let tries = 1; ; tries++) {
    const rows = await readRecorded(client, run, signal);
    const differences = compareTotals(run.truth, rows, run.prepared.nasIds);
    if (differences.length === 0 || tries === FOLD_TRIES) return { differences, recorded: rows.length };
    await sleep(FOLD_WAIT_MS);
  }
}

function describeStats({ logins, records, ...stats }: FleetStats): string {
  const kinds = [
    {
      kind: 'Access-Request',
      sent: logins.sent,
      acknowledged: logins.accepted + logins.rejected + logins.unproven,
    },
    { kind: 'Start', ...records.start },
    { kind: 'Interim-Update', ...records.interim },
    { kind: 'Stop', ...records.stop },
    { kind: 'Accounting-On', ...records.accountingOn },
  ];
  const table = renderTable(
    [
      { heading: 'Packet', cell: ({ kind }) => kind },
      { heading: 'Sent', align: 'right', cell: ({ sent }) => sent },
      { heading: 'Answered', align: 'right', cell: ({ acknowledged }) => acknowledged },
    ],
    kinds,
  );
  const facts = renderFacts([
    ['Logins accepted', logins.accepted],
    ['Logins rejected', logins.rejected],
    ['Without an answer', logins.unanswered],
    ['Retransmissions', stats.retransmissions],
    ['Stops lost on purpose', stats.lostStops],
    ['Reboots', stats.reboots],
    ['Power cuts', stats.powerCuts],
    ['Dropped on the way', stats.requestPath.dropped + stats.answerPath.dropped],
    ['Duplicated', stats.requestPath.duplicated + stats.answerPath.duplicated],
    ['Out of order', stats.requestPath.reordered + stats.answerPath.reordered],
  ]);
  return `${table}\n${facts}\n`;
}

function describeDifferences(differences: readonly Difference[]): string {
  if (differences.length === 0) return '\nEvery total equals what was sent.\n';
  const table = renderTable(
    [
      { heading: 'NAS', cell: ({ nas }) => nas },
      { heading: 'Session', cell: ({ acctSessionId }) => acctSessionId },
      { heading: 'User', cell: ({ username }) => username },
      { heading: 'Difference', cell: ({ problem }) => problem },
    ],
    differences.slice(0, MAX_DIFFERENCES_SHOWN),
  );
  const more = differences.length - MAX_DIFFERENCES_SHOWN;
  return `\n${differences.length} differences:\n${table}${more > 0 ? `... and ${more} more\n` : ''}`;
}
