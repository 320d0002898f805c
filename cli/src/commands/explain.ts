import { call } from '../api/call.ts';
import { connect, type ApiClient } from '../api/connect.ts';
import { findSubscriber } from '../api/find-subscriber.ts';
import type { Command, Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { formatBytes, formatDuration, formatInstant, formatRate } from '../quantity/format.ts';
import { writeJson } from '../terminal/json.ts';
import { printable } from '../terminal/printable.ts';
import { renderFacts, renderTable } from '../terminal/table.ts';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'what service a subscriber gets now, and why',
  usage: `
trunkline explain <user name> [--json]

The rule that decides what a subscriber gets, in one sentence; then the terms, and what was counted against what. An id will do as well as a user name. Rates are download / upload.
`,
  run: explain,
};

type Policy = Awaited<ReturnType<typeof readPolicy>>;
type Quota = NonNullable<Policy['usage']['quota']>;

async function explain(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, { json: { type: 'boolean' } }, ['user name']);
  const { client } = await connect(terminal);
  const { id, username } = await findSubscriber(client, positionals[0]!);
  const policy = await readPolicy(client, id);
  if (values.json) return writeJson(terminal, policy);
  terminal.stdout.write(
    `${printable(`${username}: ${policy.explanation.sentence}`)}.\n\n${describe(policy)}`,
  );
  return 0;
}

async function readPolicy(client: ApiClient, id: string) {
  const { data } = await call(client.GET('/api/subscribers/{id}/policy', { params: { path: { id } } }));
  return data;
}

function describe(policy: Policy): string {
  const { terms, changesAt, usage } = policy;
  const facts = renderFacts([
    ['Service', terms === null ? 'none' : terms.access === 'full' ? 'full' : 'walled garden'],
    ['Speed', terms && ratesOf(terms)],
    ['Burst', terms?.burst && ratesOf(terms.burst)],
    ['Address list', terms && terms.addressList],
    ['Pool', terms && terms.pool],
    ['A session may last', terms?.sessionTimeoutS && formatDuration(terms.sessionTimeoutS)],
    ['A session may use', terms?.sessionVolumeBytes && formatBytes(terms.sessionVolumeBytes)],
    ['Changes by the clock', changesAt && formatInstant(changesAt)],
    ...quotaFacts(usage.quota),
  ]);
  const tiers = usage.periods.flatMap(({ period, usedBytes, endsAt, tiers: steps }) =>
    steps.map((step) => ({ ...step, period, usedBytes, endsAt })),
  );
  return tiers.length === 0 ? facts : `${facts}\n${tierTable(tiers)}`;
}

function quotaFacts(quota: Quota | null): [string, string][] {
  if (!quota) return [];
  const { period, usedBytes, limitBytes, usedTimeS, limitTimeS, endsAt } = quota;
  const used = [
    ...(limitBytes === null ? [] : [`${formatBytes(usedBytes)} of ${formatBytes(limitBytes)}`]),
    ...(limitTimeS === null ? [] : [`${formatDuration(usedTimeS)} of ${formatDuration(limitTimeS)}`]),
  ].join(', ');
  const anew = endsAt === null ? '' : `, anew ${formatInstant(endsAt)}`;
  return [[`Quota (${period.replace('_', ' ')})`, `${used}${anew}`]];
}

interface Tier {
  readonly period: string;
  readonly tier: number;
  readonly usedBytes: number;
  readonly thresholdBytes: number;
  readonly downloadBps: number;
  readonly uploadBps: number;
  readonly isReached: boolean;
  readonly endsAt: string;
}

function tierTable(tiers: readonly Tier[]): string {
  return renderTable(
    [
      { heading: 'Fair use', cell: (row) => `${row.period}, tier ${row.tier}` },
      { heading: 'Used', align: 'right', cell: (row) => formatBytes(row.usedBytes) },
      { heading: 'From', align: 'right', cell: (row) => formatBytes(row.thresholdBytes) },
      { heading: 'Speed', cell: ratesOf },
      { heading: 'Reached', cell: (row) => (row.isReached ? 'yes' : 'no') },
      { heading: 'Anew', cell: (row) => formatInstant(row.endsAt) },
    ],
    tiers,
  );
}

function ratesOf({ downloadBps, uploadBps }: { downloadBps: number; uploadBps: number }): string {
  return `${formatRate(downloadBps)} / ${formatRate(uploadBps)}`;
}
