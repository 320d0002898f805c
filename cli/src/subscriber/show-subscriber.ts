import { connect } from '../api/connect.ts';
import { findSubscriber, type FoundSubscriber } from '../api/find-subscriber.ts';
import type { Terminal } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { formatInstant } from '../quantity/format.ts';
import { writeJson } from '../terminal/json.ts';
import { renderFacts, renderTable } from '../terminal/table.ts';

export async function showSubscriber(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, { json: { type: 'boolean' } }, ['user name']);
  const { client } = await connect(terminal);
  const subscriber = await findSubscriber(client, positionals[0]!);
  if (values.json) return writeJson(terminal, subscriber);
  terminal.stdout.write(describeSubscriber(subscriber));
  return 0;
}

function describeSubscriber(subscriber: FoundSubscriber): string {
  const facts = renderFacts([
    ['User name', subscriber.username],
    ['Id', subscriber.id],
    ['Status', subscriber.status],
    ['Logs in by', subscriber.credential],
    ['Full name', subscriber.fullName],
    ['Phones', subscriber.phones.join(', ')],
    ['E-mail', subscriber.email],
    ['Postal address', subscriber.address],
    ['Tags', subscriber.tags.join(', ')],
    ['MAC binding', subscriber.macBinding],
    ['MACs', subscriber.macs.join(', ')],
    ['Sessions at once', subscriber.maxSessions ?? 'as the plan says'],
    ['Fixed address', subscriber.framedIp],
    ['Notes', subscriber.notes],
  ]);
  if (subscriber.subscriptions.length === 0) return `${facts}\nNo subscription.\n`;
  const table = renderTable(
    [
      { heading: 'Plan', cell: (row) => row.planName },
      { heading: 'Status', cell: (row) => (row.isInForce ? `${row.status}, in force` : row.status) },
      { heading: 'Starts', cell: (row) => formatInstant(row.startsAt) },
      { heading: 'Ends', cell: (row) => (row.expiresAt === null ? 'never' : formatInstant(row.expiresAt)) },
      { heading: 'Renews', cell: (row) => (row.autoRenew ? 'yes' : 'no') },
    ],
    subscriber.subscriptions,
  );
  return `${facts}\n${table}`;
}
