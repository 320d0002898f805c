import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import { findSubscriber } from '../api/find-subscriber.ts';
import type { Terminal } from '../command.ts';
import { UsageError } from '../command-error.ts';
import { parseOptions } from '../parse-options.ts';
import { readSecrets } from '../read-secret.ts';
import { printable } from '../terminal/printable.ts';

/** Gives another service password, or reads the present one. */
export async function changePassword(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(
    args,
    {
      show: { type: 'boolean' },
      'password-stdin': { type: 'boolean' },
      'password-file': { type: 'string' },
    },
    ['user name'],
  );
  if (values.show && (values['password-stdin'] || values['password-file'] !== undefined)) {
    throw new UsageError('--show reads the password; it takes none');
  }
  const { client } = await connect(terminal);
  const { id, username } = await findSubscriber(client, positionals[0]!);
  const path = { params: { path: { id } } };
  if (values.show) {
    const { data } = await call(client.GET('/api/subscribers/{id}/password', path));
    terminal.stdout.write(`${printable(data.password)}\n`);
    return 0;
  }
  const [password] = await readSecrets(terminal, [
    { what: 'password', fromStdin: values['password-stdin'], file: values['password-file'] },
  ]);
  const body = password ? { password: password.reveal() } : {};
  const { data } = await call(client.POST('/api/subscribers/{id}/password', { ...path, body }), {
    options: { password: 'the password' },
  });
  terminal.stdout.write(`${printable(username)} has another password from the next login on.\n`);
  if (data.generatedPassword !== null) {
    terminal.stdout.write(`\nThe password, shown this once:\n\n  ${printable(data.generatedPassword)}\n`);
  }
  return 0;
}
