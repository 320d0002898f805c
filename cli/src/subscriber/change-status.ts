import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import { findSubscriber } from '../api/find-subscriber.ts';
import type { Terminal } from '../command.ts';
import { UsageError } from '../command-error.ts';
import { parseOptions } from '../parse-options.ts';
import { printable } from '../terminal/printable.ts';

export const STATUS_ACTIONS = ['activate', 'suspend', 'pause', 'disable', 'close'] as const;

export async function changeStatus(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, { reason: { type: 'string' } }, ['user name', 'action']);
  const action = STATUS_ACTIONS.find((known) => known === positionals[1]);
  if (!action) throw new UsageError(`"${positionals[1]}" is none of ${STATUS_ACTIONS.join(', ')}`);
  const { client } = await connect(terminal);
  const { id } = await findSubscriber(client, positionals[0]!);
  const { data } = await call(
    client.POST('/api/subscribers/{id}/status', {
      params: { path: { id } },
      body: { action, ...(values.reason === undefined ? {} : { reason: values.reason }) },
    }),
  );
  terminal.stdout.write(`${printable(data.username)} is ${data.status}.\n`);
  return 0;
}
